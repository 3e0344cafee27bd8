/// Which names of a text are only thought of: what may come, what is looked out for.
///
/// A cue such as `return if` holds for the names after it up to the end of the sentence or line, or
/// to a comma after which no name follows at once, as in `if fever develops, she comes back`. Words
/// that end a denial end nothing here: `if he develops fever`.
///
/// **Source**: the hypothetical scopes of H. Harkema and others, ConText, Journal of Biomedical
/// Informatics 42 (2009).
enum PossibleScopes {
    /// Whether each name is only thought of.
    ///
    /// - Parameters:
    ///   - names: in the order of the text; none overlaps another.
    ///   - marks: the cues of the text, in its order.
    /// - Complexity: O(words).
    static func possibilities(
        of names: [Range<Int>], in text: NoteText, _ marks: [NegationCues.Cue]
    ) -> [Bool] {
        var isPossible = Array(repeating: false, count: names.count)
        for mark in marks where mark.kind == .possible {
            var next = names.firstIndex { $0.lowerBound >= mark.words.upperBound } ?? names.count
            var word = mark.words.upperBound
            while next < names.count, word < text.words.count {
                guard
                    goes(
                        on: word, before: names[next], isFirst: word == mark.words.upperBound, text)
                else { break }
                if names[next].lowerBound == word {
                    isPossible[next] = true
                    word = names[next].upperBound
                    next += 1
                } else {
                    word += 1
                }
            }
        }
        return isPossible
    }

    /// Whether what begins before a word goes on with it.
    private static func goes(
        on word: Int, before name: Range<Int>, isFirst: Bool, _ text: NoteText
    ) -> Bool {
        let gap = text.words[word].gap
        guard gap.isDisjoint(with: .statementEnd.union(.lineEnd)) else { return false }
        // What is listed goes on with a name, after a word or two: `, or a rash`.
        return isFirst || !gap.contains(.comma) || name.lowerBound - word <= 2
    }
}
