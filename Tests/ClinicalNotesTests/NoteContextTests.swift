import ClinicalNotes
import Diagnostics
import JSONRecords
import Testing

@Suite struct NoteContextTests {
    static let record = """
        {"id": "G43-1-0", "icd10": "G43", "disease": "Migraine", "language": "en",
         "patient": {"sex": "female", "age": 34, "smoking": "never smoked", "state": null},
         "symptoms": [{"key": "nausea", "name": "nausea", "weight": 0.5, "probability": 0.2}],
         "denied": [], "drugs": [], "side_effects": [],
         "comorbidities": [{"key": "I10", "name": "Hypertension", "weight": 1, "probability": 1}],
         "template": "symptoms", "messages": [], "seed": 1, "snapshot": "0",
         "sampling": {"diagnosis": "hidden"}}
        """

    @Test func `a record is taken apart`() throws {
        let context = try NoteContext(record: JSONParser.parse(Self.record))
        #expect(context.id == "G43-1-0")
        #expect(context.language == .english)
        #expect(context.patient?.sex == .female)
        #expect(context.patient?.age == 34)
        #expect(context.patient?.attributes == ["smoking": "never smoked"])
        #expect(context.symptoms == [NoteEntity(key: "nausea", name: "nausea", label: "Symptom")])
        #expect(context.comorbidities.map(\.label) == ["Disease"])
        #expect(context.hidesDiagnosis)
    }

    @Test(arguments: [
        (#""language": "en""#, #""language": "fr""#, "`language`"),
        (#""icd10": "G43", "#, "", "`icd10`"),
        (#""sex": "female""#, #""sex": "f""#, "`patient.sex`"),
        (#""age": 34"#, #""age": "34""#, "`patient.age`"),
        (#""denied": []"#, #""denied": {}"#, "`denied`"),
        (#"{"key": "nausea", "#, "{", "`symptoms[0].key`"),
    ])
    func `a record with a mistake is refused with the key`(
        part: String, wrong: String, key: String
    ) throws {
        let text = Self.record.replacing(part, with: wrong)
        #expect(text != Self.record)
        let record = try JSONParser.parse(text)
        let error = #expect(throws: InputError.self) { try NoteContext(record: record) }
        #expect(error?.message.contains(key) == true)
    }
}
