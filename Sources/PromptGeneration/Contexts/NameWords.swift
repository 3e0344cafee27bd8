internal import ClinicalNotes

/// The words of a name or a text, compared as notes are read: by their stems, without case and
/// punctuation; abbreviations, such as `AS` for aortic stenosis, only as they are.
struct NameWords: Sendable {
    let words: [String]
    let stems: [String]
    /// Written in capitals alone and found only so.
    let isAbbreviation: Bool

    init(_ text: String, _ memory: inout StemMemory) {
        let words = text.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        self.words = words
        stems = memory.stems(of: words)
        isAbbreviation = text.count <= 6 && text == text.uppercased()
    }

    /// Whether the words of a text from a place on are the name.
    func isNamed(by text: NameWords, at start: Int) -> Bool {
        if isAbbreviation { return words.elementsEqual(text.words[start...].prefix(words.count)) }
        guard stems.elementsEqual(text.stems[start...].prefix(stems.count)) else { return false }
        // What one word means, its stem alone does not tell.
        return words.count > 1 || WordStem.isForm(text.words[start], of: words[0])
    }

    /// Whether both are the same words, but for case; abbreviations only as they are.
    func isWrittenAlike(_ other: NameWords) -> Bool {
        if isAbbreviation || other.isAbbreviation { return words == other.words }
        return words.map { $0.lowercased() } == other.words.map { $0.lowercased() }
    }

    /// Whether both are one name, in whatever form.
    func isSame(as other: NameWords) -> Bool {
        words.count == other.words.count && !words.isEmpty
            && isAbbreviation == other.isAbbreviation && isNamed(by: other, at: 0)
    }
}

/// The stems of words that have come before: the names of a graph have few words.
struct StemMemory {
    private var stems: [String: String] = [:]

    mutating func stems(of words: [String]) -> [String] {
        words.map { word in
            if let known = stems[word] { return known }
            let stem = WordStem.of(word)
            stems[word] = stem
            return stem
        }
    }
}
