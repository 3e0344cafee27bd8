/// Which names of a text are denied.
///
/// A cue denies the names after it up to the end of the statement: a full stop, a semicolon, the end
/// of the line, a word such as `but`, or a comma after which no name follows at once. After a colon
/// at the end of a line it denies the list below. A cue such as `absent` denies the names right
/// before it.
///
/// The scopes are those of NegEx and ConText, with borders at commas, lines and lists.
///
/// **Source**: W. W. Chapman and others, A Simple Algorithm for Identifying Negated Findings and
/// Diseases in Discharge Summaries, Journal of Biomedical Informatics 34 (2001); H. Harkema and
/// others, ConText, Journal of Biomedical Informatics 42 (2009).
struct NegationScopes {
    private let text: NoteText
    private let cues: NegationCues
    private let names: [Range<Int>]
    private let marks: [NegationCues.Cue]
    private let areAlike: (Int, Int) -> Bool
    private var isNegated: [Bool]

    /// Whether each name is denied.
    ///
    /// - Parameters:
    ///   - names: in the order of the text; none overlaps another.
    ///   - marks: the cues of the text, in its order.
    ///   - areAlike: whether two names, by number, can stand in one list.
    /// - Complexity: O(words).
    static func negations(
        of names: [Range<Int>], in text: NoteText, _ marks: [NegationCues.Cue],
        _ cues: NegationCues, areAlike: @escaping (Int, Int) -> Bool = { _, _ in true }
    ) -> [Bool] {
        guard !names.isEmpty else { return [] }
        var scopes = NegationScopes(
            text: text, cues: cues, names: names, marks: marks, areAlike: areAlike,
            isNegated: Array(repeating: false, count: names.count))
        if !marks.isEmpty { scopes.read() }
        return scopes.isNegated
    }

    private enum Scope { case none, statement, list }

    private mutating func read() {
        var scope = Scope.none
        var name = 0
        var mark = 0
        var word = 0
        while word < text.words.count {
            if scope != .none { scope = next(scope, at: word, name) }
            if name < names.count, names[name].lowerBound == word {
                if scope != .none { isNegated[name] = true }
                word = names[name].upperBound
                name += 1
            } else if mark < marks.count, marks[mark].words.lowerBound == word {
                scope = apply(marks[mark], scope, name)
                word = marks[mark].words.upperBound
                mark += 1
            } else {
                word += 1
            }
        }
    }

    /// The scope at a word, given the scope before it and the number of the next name.
    private func next(_ scope: Scope, at word: Int, _ name: Int) -> Scope {
        let gap = text.words[word].gap
        if gap.contains(.lineEnd) {
            if gap.contains(.bullet), gap.contains(.colon) || scope == .list { return .list }
            return gap.contains(.colon) && !gap.contains(.blankLine) ? scope : .none
        }
        if scope == .list { return .list }
        if !gap.isDisjoint(with: .statementEnd) { return .none }
        if gap.contains(.comma) {
            // What is listed goes on with a name, after a word or two.
            guard name < names.count, names[name].lowerBound - word <= 2 else { return .none }
            for between in (word + 1)..<max(word + 1, names[name].lowerBound + 1) {
                if !text.words[between].gap.isDisjoint(with: Self.clauseEnd) { return .none }
            }
        }
        return scope
    }

    private static let clauseEnd: Gap = [
        .comma, .semicolon, .sentenceEnd, .lineEnd, .blankLine,
    ]

    private mutating func apply(
        _ mark: NegationCues.Cue, _ scope: Scope, _ name: Int
    ) -> Scope {
        switch mark.kind {
        case .pseudo: return scope
        case .end, .possible: return .none
        case .before: return scope == .list ? .list : .statement
        case .present:
            // `No fever, cough is present`: the name that begins a clause is asserted.
            if let left = nameBefore(mark.words.lowerBound, name),
                text.words[names[left].lowerBound].gap.contains(.comma)
            {
                isNegated[left] = false
            }
            return .none
        case .after:
            deny(before: mark.words.lowerBound, name)
            return scope
        case .either:
            if hasNameInClause(after: mark, name) { return .statement }
            if deny(before: mark.words.lowerBound, name) { return scope }
            return .statement
        }
    }

    /// Whether a name follows a cue before the next comma or border.
    private func hasNameInClause(after mark: NegationCues.Cue, _ name: Int) -> Bool {
        guard name < names.count else { return false }
        let start = mark.words.upperBound
        for word in start..<(names[name].lowerBound + 1) {
            let gap = text.words[word].gap
            let isHeader = word == start && gap.contains(.colon)
            if !gap.isDisjoint(with: Self.clauseEnd), !isHeader { return false }
            if marks.contains(where: { $0.words.lowerBound == word && $0.kind != .pseudo }) {
                return false
            }
        }
        return true
    }

    /// The number of the name that ends right before a word, but for fillers.
    private func nameBefore(_ word: Int, _ next: Int) -> Int? {
        guard next > 0 else { return nil }
        var word = word
        while text.words[word].gap.isDisjoint(with: Self.clauseEnd.union(.bullet)) {
            if names[next - 1].upperBound == word { return next - 1 }
            word -= 1
            guard word > 0, cues.fillers.contains(Array(text.folded(word))) else { return nil }
        }
        return nil
    }

    /// Denies the name right before a word, and those that a list joins to it.
    @discardableResult
    private mutating func deny(before word: Int, _ next: Int) -> Bool {
        guard var name = nameBefore(word, next) else { return false }
        isNegated[name] = true
        while name > 0, isJoined(name - 1, name), areAlike(name - 1, name) {
            name -= 1
            isNegated[name] = true
        }
        return true
    }

    /// Whether between two names stand only commas and connectors.
    private func isJoined(_ first: Int, _ second: Int) -> Bool {
        let words = names[first].upperBound..<names[second].lowerBound
        let border: Gap = [.semicolon, .sentenceEnd, .lineEnd, .colon, .dash]
        for word in words {
            guard text.words[word].gap.isDisjoint(with: border),
                cues.connectors.contains(Array(text.folded(word)))
            else { return false }
        }
        return text.words[names[second].lowerBound].gap.isDisjoint(with: border)
    }
}
