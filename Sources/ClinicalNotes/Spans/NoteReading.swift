/// A note as the lexicon reads it: which entities it names where, and which it denies.
///
/// A finding that may only come, as in `return if fever develops`, is neither asserted nor denied,
/// and no mention. A drug is one: who is to take it if a pain comes was given it.
struct NoteReading: Sendable {
    /// Where a text names entities.
    struct Mention: Sendable {
        /// In ``NoteReading/text``.
        let words: Range<Int>
        /// The entities that have the name; more than one where they share it.
        let entities: [Int32]
        var isNegated = false
    }

    let text: NoteText
    /// All places of names, shorter names in longer ones too.
    let matches: [TermIndex.Match]
    /// Of names that overlap the longest, then the leftmost; in the order of the text.
    let mentions: [Mention]

    /// - Complexity: O(words · words of the longest name).
    init(_ text: String, _ language: NoteLanguage, _ lexicon: Lexicon) {
        let text = NoteText(text)
        let stems = lexicon.stems.stems(of: text)
        let matches = lexicon.matches(in: text, stems, language)
        var mentions = Self.longest(matches, text).filter {
            !lexicon.isNormalMeasurement($0.words, in: text, language)
        }
        if let cues = lexicon.cues[language] {
            let words = mentions.map(\.words)
            let marks = cues.cues(in: text, stems, outside: words)
            let negations = NegationScopes.negations(of: words, in: text, marks, cues) {
                [mentions] in
                lexicon.canShareCase(mentions[$0], mentions[$1], in: text, language)
            }
            for index in mentions.indices { mentions[index].isNegated = negations[index] }
            let possibilities = PossibleScopes.possibilities(of: words, in: text, marks)
            mentions = zip(mentions, possibilities).filter { mention, isPossible in
                !isPossible
                    || mention.entities.contains {
                        lexicon.entities[Int($0)].label == NoteLabel.drug
                    }
            }.map(\.0)
        }
        self.text = text
        self.matches = matches
        self.mentions = mentions
    }

    private static func longest(_ matches: [TermIndex.Match], _ text: NoteText) -> [Mention] {
        let length = { (match: TermIndex.Match) in
            text.words[match.words.upperBound - 1].end - text.words[match.words.lowerBound].start
        }
        let ordered = matches.sorted { first, second in
            let (one, other) = (length(first), length(second))
            return one != other ? one > other : first.words.lowerBound < second.words.lowerBound
        }
        var isTaken = Array(repeating: false, count: text.words.count)
        var mentions: [Mention] = []
        for match in ordered where !match.words.contains(where: { isTaken[$0] }) {
            for word in match.words { isTaken[word] = true }
            mentions.append(Mention(words: match.words, entities: match.owners))
        }
        return mentions.sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// Where words stand in the text, in Unicode scalars.
    func scalars(_ words: Range<Int>) -> Range<Int> {
        text.words[words.lowerBound].start..<text.words[words.upperBound - 1].end
    }
}
