/// Reads a pattern by recursive descent.
///
/// ```
/// choice   = sequence { "|" sequence }
/// sequence = { atom [ ( "*" | "+" | "?" | "{" n [ "," [ m ] ] "}" ) [ "?" ] ] }
/// atom     = scalar | "." | "^" | "$" | escape | class | group
/// group    = "(" [ "?:" | "?" flags ":" | "?<" name ">" ] choice ")" | "(?" flags ")"
/// ```
struct RegularExpressionParser {
    struct Flags {
        var isFolding = false
        var dotReadsLineBreaks = false
        var anchorsMeanLines = false
    }

    private let pattern: [Unicode.Scalar]
    var index = 0
    /// Flags change what follows, up to the end of their group.
    var flags = Flags()
    private var depth = 0
    private(set) var sets: [ScalarSet] = []
    /// Whether some part of the pattern disregards case.
    private(set) var isFolding = false

    private static let depthMax = 200
    private static let countMax = RegularExpressionCompiler.instructionCountMax

    init(_ pattern: String) { self.pattern = Array(pattern.unicodeScalars) }

    /// **Throws** what is wrong or not supported, and where.
    mutating func parse() throws(RegularExpressionError) -> RegularExpressionNode {
        let node = try choice()
        if next != nil { throw error(.unopenedGroup, at: index) }
        return node
    }

    private mutating func choice() throws(RegularExpressionError) -> RegularExpressionNode {
        var parts = [try sequence()]
        while skip("|") { parts.append(try sequence()) }
        return parts.count == 1 ? parts[0] : .choice(parts)
    }

    /// Empty parts are left out, so that every node but the empty one has states.
    private mutating func sequence() throws(RegularExpressionError) -> RegularExpressionNode {
        var parts: [RegularExpressionNode] = []
        while let scalar = next, scalar != "|", scalar != ")" {
            let part = try repeated(try atom())
            if case .empty = part { continue }
            parts.append(part)
        }
        switch parts.count {
        case 0: return .empty
        case 1: return parts[0]
        default: return .sequence(parts)
        }
    }

    private mutating func atom() throws(RegularExpressionError) -> RegularExpressionNode {
        let start = index
        guard let scalar = take() else { return .empty }
        switch scalar {
        case "(": return try group(start)
        case "[": return try scalarClass(start)
        case "\\": return try escape(start)
        case ".": return .instruction(flags.dotReadsLineBreaks ? .any : .anyInLine)
        case "^":
            return .instruction(.assertion(flags.anchorsMeanLines ? .lineStart : .textStart))
        case "$":
            return .instruction(.assertion(flags.anchorsMeanLines ? .lineEnd : .lastLineEnd))
        case "*", "+", "?", "{": throw error(.nothingToRepeat, at: start)
        default: return literal(scalar)
        }
    }

    mutating func literal(_ scalar: Unicode.Scalar) -> RegularExpressionNode {
        guard flags.isFolding else { return .instruction(.scalar(scalar)) }
        isFolding = true
        return .instruction(.foldedScalar(CaseForms(scalar).folded))
    }

    mutating func set(
        _ ranges: [ClosedRange<Unicode.Scalar>], _ members: Set<ScalarSet.Member>,
        isNegated: Bool = false
    ) -> RegularExpressionNode {
        if flags.isFolding { isFolding = true }
        sets.append(
            ScalarSet(ranges, members, isNegated: isNegated, isFolding: flags.isFolding))
        return .instruction(.set(sets.count - 1))
    }
}

// MARK: Repetitions

extension RegularExpressionParser {
    private mutating func repeated(
        _ body: RegularExpressionNode
    ) throws(RegularExpressionError) -> RegularExpressionNode {
        let start = index
        let bounds: (min: Int, max: Int?)
        if skip("*") {
            bounds = (0, nil)
        } else if skip("+") {
            bounds = (1, nil)
        } else if skip("?") {
            bounds = (0, 1)
        } else if skip("{") {
            bounds = try self.bounds(start)
        } else {
            return body
        }
        // A lazy repetition leads to the same states as a greedy one.
        if !skip("?"), next == "+" { throw error(.possessive, at: start) }
        if case .empty = body { return .empty }
        if bounds.max == 0 { return .empty }
        return .repetition(body, min: bounds.min, max: bounds.max, offset: start)
    }

    /// Behind the opening brace.
    private mutating func bounds(
        _ start: Int
    ) throws(RegularExpressionError) -> (min: Int, max: Int?) {
        guard let min = number() else { throw error(.badRepetition, at: start) }
        var max: Int? = min
        if skip(",") { max = number() }
        guard skip("}"), min <= max ?? min else { throw error(.badRepetition, at: start) }
        guard min <= Self.countMax, max ?? 0 <= Self.countMax else {
            throw error(.tooLarge, at: start)
        }
        return (min, max)
    }

    /// Above the greatest count that is allowed it only stays above.
    private mutating func number() -> Int? {
        var result: Int?
        while let scalar = next, "0"..."9" ~= scalar {
            index += 1
            result = min((result ?? 0) * 10 + Int(scalar.value - 48), Self.countMax + 1)
        }
        return result
    }
}

// MARK: Groups

extension RegularExpressionParser {
    /// Behind the opening parenthesis.
    private mutating func group(
        _ start: Int
    ) throws(RegularExpressionError) -> RegularExpressionNode {
        let outer = flags
        if skip("?"), try opening(start) { return .empty }
        guard depth < Self.depthMax else { throw error(.tooDeep, at: start) }
        depth += 1
        let node = try choice()
        depth -= 1
        guard skip(")") else { throw error(.unclosedGroup, at: start) }
        flags = outer
        return node
    }

    /// What follows `(?`. True for flags without a group, which change the rest of the group
    /// around them.
    private mutating func opening(_ start: Int) throws(RegularExpressionError) -> Bool {
        guard let scalar = next else { throw error(.unclosedGroup, at: start) }
        switch scalar {
        case ":": index += 1
        case "=", "!": throw error(.lookAround, at: start)
        case ">": throw error(.atomicGroup, at: start)
        case "<":
            index += 1
            if next == "=" || next == "!" { throw error(.lookAround, at: start) }
            try name(start)
        case "a"..."z", "A"..."Z", "-": return try inlineFlags(start)
        default: throw error(.unknownGroup, at: start)
        }
        return false
    }

    private mutating func name(_ start: Int) throws(RegularExpressionError) {
        var isFirst = true
        while let scalar = next, scalar.isASCIILetter || !isFirst && "0"..."9" ~= scalar {
            index += 1
            isFirst = false
        }
        guard !isFirst, skip(">") else { throw error(.unknownGroup, at: start) }
    }

    private mutating func inlineFlags(_ start: Int) throws(RegularExpressionError) -> Bool {
        var isOn = true
        while let scalar = take() {
            switch scalar {
            case "i": flags.isFolding = isOn
            case "s": flags.dotReadsLineBreaks = isOn
            case "m": flags.anchorsMeanLines = isOn
            // Case goes by Unicode anyway.
            case "u" where isOn: break
            case "-" where isOn: isOn = false
            case ":": return false
            case ")": return true
            default: throw error(.unknownFlag, at: index - 1)
            }
        }
        throw error(.unclosedGroup, at: start)
    }
}

// MARK: Scalars

extension RegularExpressionParser {
    var next: Unicode.Scalar? { index < pattern.count ? pattern[index] : nil }
    var afterNext: Unicode.Scalar? { index + 1 < pattern.count ? pattern[index + 1] : nil }

    mutating func take() -> Unicode.Scalar? {
        guard let scalar = next else { return nil }
        index += 1
        return scalar
    }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard next == scalar else { return false }
        index += 1
        return true
    }

    func error(
        _ problem: RegularExpressionError.Problem, at offset: Int
    ) -> RegularExpressionError {
        RegularExpressionError(problem: problem, offset: offset)
    }
}

extension Unicode.Scalar {
    var isASCIILetter: Bool { "a"..."z" ~= self || "A"..."Z" ~= self }
}
