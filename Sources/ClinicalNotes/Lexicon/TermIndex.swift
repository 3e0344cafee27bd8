/// Finds sequences of stems in a text: a tree of stems, one step for each word.
///
/// Signs that part words, such as a comma, are steps too, so that a name that has none is not found
/// across one.
struct TermIndex: Sendable {
    /// A name, as the index keeps it.
    struct Term: Sendable {
        /// What it stands for: the number that its owner gave.
        let owner: Int32
        /// Its folded words with spaces between.
        let surface: [UInt16]
        /// Written in capitals alone and found only so, as `AS` for aortic stenosis.
        var isAbbreviation = false
        /// A name of one word: not every word with its stem is its form.
        var lone: LoneName?
    }

    /// Where terms were found.
    struct Match: Sendable {
        let words: Range<Int>
        let owners: [Int32]
        /// Whether a name of theirs is written just so, but for case.
        let isExact: Bool
    }

    /// Words that are no form of a name whose stem they have, such as «рано» of «рана».
    private let ordinaryWords: Set<[UInt16]>
    private var edges: [UInt64: Int32] = [:]
    private var terms: [Int32: [Term]] = [:]
    private var nodeCount: Int32 = 1

    init(ordinaryWords: [String] = []) {
        self.ordinaryWords = Set(ordinaryWords.map { Array($0.utf16) })
    }

    mutating func add(_ text: NoteText, _ stems: [StemTable.Stem], _ term: Term) {
        precondition(!stems.isEmpty, "a term has a word")
        var node: Int32 = 0
        for index in stems.indices {
            if index > 0, let sign = Self.sign(text.words[index].gap) { node = step(node, sign) }
            node = step(node, stems[index])
        }
        terms[node, default: []].append(term)
    }

    private mutating func step(_ node: Int32, _ symbol: Int32) -> Int32 {
        let edge = Self.edge(node, symbol)
        if let next = edges[edge] { return next }
        edges[edge] = nodeCount
        nodeCount += 1
        return nodeCount - 1
    }

    private static func edge(_ node: Int32, _ symbol: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: symbol))
    }

    /// The step for what stands before a word; nil for what does not part a name.
    private static func sign(_ gap: Gap) -> Int32? {
        let hard = gap.intersection(.hard)
        return hard.isEmpty ? nil : -1 - Int32(hard.rawValue)
    }

    /// All matches, by where they begin and then by length; shorter ones inside longer ones too.
    ///
    /// - Complexity: O(words × words of the longest term).
    func matches(in text: NoteText, _ stems: [StemTable.Stem?]) -> [Match] {
        var matches: [Match] = []
        for start in stems.indices {
            var node: Int32 = 0
            var index = start
            while index < stems.count, let stem = stems[index] {
                if index > start, let sign = Self.sign(text.words[index].gap) {
                    guard let next = edges[Self.edge(node, sign)] else { break }
                    node = next
                }
                guard let next = edges[Self.edge(node, stem)] else { break }
                node = next
                index += 1
                guard let terms = terms[node] else { continue }
                let match = match(terms, in: text, start..<index)
                if !match.owners.isEmpty { matches.append(match) }
            }
        }
        return matches
    }

    /// Whose terms the words are; where some are written just so, only those.
    private func match(_ terms: [Term], in text: NoteText, _ words: Range<Int>) -> Match {
        let surface = Self.surface(of: text, words)
        let isOrdinary = words.count == 1 && ordinaryWords.contains(surface)
        var owners: [Int32] = []
        var isExact = false
        for term in terms {
            let equals = term.surface == surface
            if term.isAbbreviation {
                guard equals, words.allSatisfy({ text.words[$0].isCapital }) else { continue }
            }
            if isOrdinary, !equals { continue }
            if let lone = term.lone, !equals,
                !lone.hasForm(text.folded(words.lowerBound), term.surface)
            {
                continue
            }
            if equals, !isExact {
                owners = []
                isExact = true
            }
            if equals || !isExact, !owners.contains(term.owner) { owners.append(term.owner) }
        }
        return Match(words: words, owners: owners, isExact: isExact)
    }

    static func surface(of text: NoteText, _ words: Range<Int>) -> [UInt16] {
        var surface: [UInt16] = []
        for word in words {
            if word > words.lowerBound { surface.append(0x20) }
            surface.append(contentsOf: text.folded(word))
        }
        return surface
    }
}
