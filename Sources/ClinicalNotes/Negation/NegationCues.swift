internal import ConfigurationFiles
internal import Diagnostics

/// The words of a language that tell what a statement denies, and what it only thinks of.
struct NegationCues: Sendable {
    /// What a cue does to the names around it.
    enum Kind: Int32, Sendable, CaseIterable {
        /// Denies what follows: `without`.
        case before
        /// Denies what stands before it: `ruled out`.
        case after
        /// Denies what follows in its clause, else what stands before it: `no`, `отрицает`.
        case either
        /// Looks like a cue and is none: `no change in`.
        case pseudo
        /// Ends what is denied: `but`.
        case end
        /// Ends what is denied, and asserts the name before it: `is present`.
        case present
        /// Tells what may come, and neither asserts nor denies it: `return if`.
        case possible

        /// The key of the list of its words.
        fileprivate var name: String { "\(self)" }
    }

    /// The words by kind, and those that join names and that stand between a name and its cue.
    struct Words: Sendable {
        private let byKind: [Kind: [String]]
        /// Between the names of a list: `or`.
        let connectors: [String]
        /// Between a name and the cue after it: `is`, `also`.
        let fillers: [String]

        init(_ node: YAMLNode) throws(InputError) {
            let fields = try node.fields(
                "a language", known: Kind.allCases.map(\.name) + ["connectors", "fillers"])
            var byKind: [Kind: [String]] = [:]
            for kind in Kind.allCases { byKind[kind] = try fields.requiredTexts(kind.name) }
            self.byKind = byKind
            connectors = try fields.requiredTexts("connectors")
            fillers = try fields.requiredTexts("fillers")
        }

        func words(_ kind: Kind) -> [String] { byKind[kind] ?? [] }
    }

    /// A cue that stands in a text.
    struct Cue: Sendable {
        let words: Range<Int>
        let kind: Kind
    }

    private var index = TermIndex()
    let connectors: Set<[UInt16]>
    let fillers: Set<[UInt16]>

    init(_ words: Words, _ stems: inout StemTable) {
        connectors = Set(words.connectors.map { Array($0.utf16) })
        fillers = Set(words.fillers.map { Array($0.utf16) })
        for kind in Kind.allCases {
            for phrase in words.words(kind) {
                let text = NoteText(phrase)
                let numbers = text.words.indices.map { stems.add(Stemmer.stem(text.folded($0))) }
                index.add(
                    text, numbers,
                    TermIndex.Term(
                        owner: kind.rawValue,
                        surface: TermIndex.surface(of: text, text.words.indices)))
            }
        }
    }

    /// The cues of a text in its order: at each place the longest, none inside another or a name.
    func cues(
        in text: NoteText, _ stems: [StemTable.Stem?], outside names: [Range<Int>]
    ) -> [Cue] {
        var cues: [Cue] = []
        var isName = Array(repeating: false, count: text.words.count)
        for name in names { for word in name { isName[word] = true } }
        // Where several begin, the longest comes last.
        for match in index.matches(in: text, stems)
        where !match.words.contains(where: { isName[$0] }) {
            guard let kind = match.owners.first.flatMap(Kind.init(rawValue:)) else { continue }
            if let last = cues.last, last.words.upperBound > match.words.lowerBound {
                guard last.words.lowerBound == match.words.lowerBound else { continue }
                cues.removeLast()
            }
            cues.append(Cue(words: match.words, kind: kind))
        }
        return cues
    }
}
