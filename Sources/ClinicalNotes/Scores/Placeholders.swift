/// What was left to be filled in, and where a model speaks of itself.
///
/// `[Name]`, `{{x}}`, `{name}`, `<name>`, `___`, and the phrases of the pack such as `as an AI`.
/// Not counted: `[1]`, `[x]`, `[ ]`, `(…)`, and `<` as a sign of comparison.
enum Placeholders {
    private static let lengthMax = 60

    static func all(_ text: String, _ read: NoteText, _ phrases: [Words]) -> [String] {
        marks(text) + phrases.filter { $0.stand(in: read) }.map(\.phrase)
    }

    private static func marks(_ text: String) -> [String] {
        var found: [String] = []
        // Most texts have none of the signs.
        guard text.utf8.contains(where: { Self.signs.contains($0) }) else { return [] }
        let characters = Array(text)
        var index = 0
        while index < characters.count {
            if let end = end(of: characters, at: index) {
                found.append(String(characters[index..<end]))
                index = end
            } else {
                index += 1
            }
        }
        return found
    }

    private static let signs = Set("[{<_".utf8)
    private static let closing: [Character: Character] = ["[": "]", "{": "}", "<": ">"]

    /// Behind the placeholder that begins at a place.
    private static func end(of characters: [Character], at start: Int) -> Int? {
        if characters[start] == "_" {
            let end = characters[start...].firstIndex { $0 != "_" } ?? characters.count
            return end - start >= 3 ? end : nil
        }
        guard let closing = closing[characters[start]] else { return nil }
        let limit = min(characters.count, start + lengthMax)
        guard let end = characters[start..<limit].firstIndex(of: closing) else { return nil }
        let content = characters[(start + 1)..<end]
        guard content.count(where: \.isLetter) >= 2, !content.contains(where: \.isNewline),
            // Between angle brackets only a name: `<5 and >3` are comparisons.
            closing != ">" || content.allSatisfy({ $0.isLetter || $0 == "_" || $0 == " " })
        else { return nil }
        let isDouble = closing == "}" && end + 1 < characters.count && characters[end + 1] == "}"
        return end + (isDouble ? 2 : 1)
    }

    /// A phrase, by its folded words.
    struct Words: Sendable {
        let phrase: String
        private let words: [[UInt16]]

        init(_ phrase: String) {
            self.phrase = phrase
            let text = NoteText(phrase)
            words = text.words.indices.map { Array(text.folded($0)) }
        }

        /// Whether the words stand one after the other.
        func stand(in text: NoteText) -> Bool {
            guard let first = words.first, words.count <= text.words.count else { return false }
            return (0...(text.words.count - words.count)).contains { start in
                text.folded(start).elementsEqual(first)
                    && (1..<words.count).allSatisfy {
                        text.folded(start + $0).elementsEqual(words[$0])
                    }
            }
        }
    }
}
