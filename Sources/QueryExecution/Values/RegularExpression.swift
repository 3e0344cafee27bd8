/// A regular expression, compiled to the states of an automaton.
///
/// It knows the common part of the expressions of Java and PCRE that is regular: no back
/// references and no look-around. That is what makes the time of a match linear in the text. A
/// whole text matches or does not, so greedy and lazy repetitions mean the same.
///
/// ```
/// (?:a|b)*c      0: split 1, 6    1: split 2, 4    2: a    3: jump 5
///                4: b    5: jump 0    6: c    7: accept
/// ```
///
/// **Source**: K. Thompson, *Regular Expression Search Algorithm*, CACM 11 (1968); R. Cox,
/// *Regular Expression Matching Can Be Simple And Fast* (2007).
struct RegularExpression: Sendable {
    /// One state. Those that read a scalar go on with the state that follows.
    enum Instruction: Sendable {
        case scalar(Unicode.Scalar)
        /// A scalar that was folded, for a scalar of the text that is folded too.
        case foldedScalar(Unicode.Scalar)
        case any
        case anyInLine
        case set(Int)
        case assertion(Assertion)
        case split(Int, Int)
        case jump(Int)
        case accept
    }

    /// What holds between two scalars, or does not.
    enum Assertion: Sendable {
        case textStart
        case textEnd
        /// The end, or before a line break that ends the text.
        case lastLineEnd
        case lineStart
        case lineEnd
    }

    /// The start is the first.
    let instructions: [Instruction]
    let sets: [ScalarSet]
    /// Whether some state disregards case.
    let isFolding: Bool

    /// Compiles an expression.
    ///
    /// **Complexity**: linear in the pattern and its states, of which there are at most 10,000.
    ///
    /// **Throws** what is wrong with the pattern or is not supported, and where.
    init(_ pattern: String) throws(RegularExpressionError) {
        var parser = RegularExpressionParser(pattern)
        let root = try parser.parse()
        var compiler = RegularExpressionCompiler()
        try compiler.emit(root)
        try compiler.append(.accept)
        instructions = compiler.instructions
        sets = parser.sets
        isFolding = parser.isFolding
    }
}

/// The tree of an expression. Its depth is bounded by that of its groups.
indirect enum RegularExpressionNode {
    case empty
    case instruction(RegularExpression.Instruction)
    case sequence([RegularExpressionNode])
    case choice([RegularExpressionNode])
    /// `max` is nil without an upper bound. The offset is that of the repetition in the pattern.
    case repetition(RegularExpressionNode, min: Int, max: Int?, offset: Int)
}
