/// Whether a text names a disease, for prompts that hide the diagnosis.
///
/// Names are found as whole words in all their forms: «тяга к курению» names «курение».
struct DiagnosisNames: Sendable {
    private let names: [NameWords]

    init(_ disease: Disease, _ stems: inout StemMemory) {
        names = disease.names.map { NameWords($0, &stems) }.filter { !$0.words.isEmpty }
    }

    /// Whether one of the names stands in the text.
    func stand(in text: String, _ stems: inout StemMemory) -> Bool {
        let text = NameWords(text, &stems)
        return names.contains { name in
            guard name.words.count <= text.words.count else { return false }
            return (0...(text.words.count - name.words.count)).contains { start in
                name.isNamed(by: text, at: start)
            }
        }
    }

    func stand(in candidate: Candidate, _ stems: inout StemMemory) -> Bool {
        if stand(in: candidate.key, &stems) { return true }
        for text in candidate.texts.values.flatMap(\.values) where stand(in: text, &stems) {
            return true
        }
        return false
    }
}
