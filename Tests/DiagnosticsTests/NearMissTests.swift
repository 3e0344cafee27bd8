import Diagnostics
import Testing

@Suite struct NearMissTests {
    @Test(
        "finds the word that was meant",
        arguments: [
            ("Diseas", "Disease"), ("diesase", "Disease"), ("MTCH", "MATCH"),
            ("RETRUN", "RETURN"), ("SYMPTOM", "Symptom"), ("Sympton", "Symptom"),
            ("болзень", "болезнь"), ("HAS_SYMTOM", "HAS_SYMPTOM"),
        ])
    func suggests(word: String, meant: String) {
        let known = ["MATCH", "RETURN", "Disease", "Symptom", "HAS_SYMPTOM", "болезнь"]
        #expect(NearMiss.suggestion(for: word, among: known) == meant)
    }

    @Test("does not guess far or short words", arguments: ["x", "ab", "Gene", "Medicine", "MTX"])
    func staysSilent(word: String) {
        #expect(NearMiss.suggestion(for: word, among: ["MATCH", "Disease", "a", "as"]) == nil)
    }

    @Test("takes the nearest of several")
    func nearest() {
        #expect(NearMiss.suggestion(for: "Names", among: ["Nomes", "Name", "names"]) == "names")
    }
}
