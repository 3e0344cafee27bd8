import GraphModel
import Testing

@Suite struct NameTableTests {
    @Test func `a name keeps its id`() {
        var labels = NameTable<LabelID>()
        let disease = labels.intern("Disease")
        let symptom = labels.intern("Symptom")
        #expect(labels.intern("Disease") == disease)
        #expect(disease != symptom)
        #expect(labels.name(of: symptom) == "Symptom")
        #expect(labels.id(of: "Drug") == nil)
    }

    @Test func `names that only look the same stay apart`() {
        var keys = NameTable<KeyID>()
        let composed = keys.intern("caf\u{E9}")
        let decomposed = keys.intern("cafe\u{301}")
        #expect(composed != decomposed)
        #expect(keys.count == 2)
    }
}
