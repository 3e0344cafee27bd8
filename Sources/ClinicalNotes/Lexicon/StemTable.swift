/// Numbers for the stems that names and cues are made of.
struct StemTable: Sendable {
    typealias Stem = Int32

    private var numbers: [[UInt16]: Stem] = [:]
    /// The stem that stands for others of the same word, by number.
    private var equals: [Stem] = []

    /// The number of a stem; one is given to a new stem.
    mutating func add(_ stem: [UInt16]) -> Stem {
        if let number = numbers[stem] { return equals[Int(number)] }
        let number = Stem(equals.count)
        numbers[stem] = number
        equals.append(number)
        return number
    }

    /// Says that two stems are of one word, such as `кашел` and `кашл`.
    ///
    /// - Complexity: O(stems).
    mutating func join(_ first: Stem, _ second: Stem) {
        guard first != second else { return }
        for index in equals.indices where equals[index] == second { equals[index] = first }
    }

    /// The number of the stem of every word of a text; nil for words that no name has.
    func stems(of text: NoteText) -> [Stem?] {
        text.words.indices.map { index in
            numbers[Stemmer.stem(text.folded(index))].map { equals[Int($0)] }
        }
    }
}
