/// Whether a text names a disease, for prompts that hide the diagnosis.
struct DiagnosisNames: Sendable {
    private let names: [[Substring]]

    init(_ disease: Disease) { names = disease.names.map { Self.words($0[...]) } }

    /// Whether one of the names stands in the text, as whole words.
    func stand(in text: String) -> Bool {
        let words = Self.words(text.lowercased()[...])
        return names.contains { name in
            guard !name.isEmpty, name.count <= words.count else { return false }
            return (0...(words.count - name.count)).contains { start in
                words[start..<(start + name.count)].elementsEqual(name)
            }
        }
    }

    func stand(in candidate: Candidate) -> Bool {
        stand(in: candidate.key)
            || candidate.texts.values.contains { texts in texts.values.contains { stand(in: $0) } }
    }

    private static func words(_ text: Substring) -> [Substring] {
        text.split { !$0.isLetter && !$0.isNumber }
    }
}
