/// Whether a text names a disease, for prompts that hide the diagnosis.
///
/// Names are found as whole words, in capitals or not; those that are written in capitals alone, such
/// as `AS` for aortic stenosis, only so.
struct DiagnosisNames: Sendable {
    private let names: [[String]]
    private let abbreviations: [[String]]

    init(_ disease: Disease) {
        let isAbbreviation = { (name: String) in name == name.uppercased() && name.count <= 6 }
        names = disease.names.filter { !isAbbreviation($0) }.map { Self.words($0.lowercased()) }
        abbreviations = disease.names.filter(isAbbreviation).map(Self.words)
    }

    /// Whether one of the names stands in the text.
    func stand(in text: String) -> Bool {
        let words = Self.words(text)
        if abbreviations.contains(where: { Self.stands($0, in: words) }) { return true }
        let lowercased = words.map { $0.lowercased() }
        return names.contains { Self.stands($0, in: lowercased) }
    }

    func stand(in candidate: Candidate) -> Bool {
        stand(in: candidate.key)
            || candidate.texts.values.contains { texts in texts.values.contains { stand(in: $0) } }
    }

    private static func stands(_ name: [String], in words: [String]) -> Bool {
        guard !name.isEmpty, name.count <= words.count else { return false }
        return (0...(words.count - name.count)).contains { start in
            words[start..<(start + name.count)].elementsEqual(name)
        }
    }

    private static func words(_ text: String) -> [String] {
        text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
