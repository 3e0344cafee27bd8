// Escapes and classes.

extension RegularExpressionParser {
    /// What an escape stands for inside a class or outside.
    private enum Escaped {
        case scalar(Unicode.Scalar)
        case member(ScalarSet.Member)
    }

    /// Behind the backslash, outside of a class.
    mutating func escape(_ start: Int) throws(RegularExpressionError) -> RegularExpressionNode {
        switch next {
        case "A": return assertion(.textStart)
        case "z": return assertion(.textEnd)
        case "Z": return assertion(.lastLineEnd)
        default: break
        }
        switch try escaped(start) {
        case .scalar(let scalar): return literal(scalar)
        case .member(let member): return set([], [member])
        }
    }

    private mutating func assertion(
        _ assertion: RegularExpression.Assertion
    ) -> RegularExpressionNode {
        index += 1
        return .instruction(.assertion(assertion))
    }

    /// Behind the opening bracket. A bracket that closes is a scalar when it comes first.
    mutating func scalarClass(
        _ start: Int
    ) throws(RegularExpressionError) -> RegularExpressionNode {
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        var members: Set<ScalarSet.Member> = []
        let isNegated = skip("^")
        let first = index
        while true {
            let offset = index
            guard next != nil else { throw error(.unclosedClass, at: start) }
            if index > first, skip("]") { break }
            switch try classItem() {
            case .member(let member): members.insert(member)
            case .scalar(let lower):
                guard next == "-", let end = afterNext, end != "]" else {
                    ranges.append(lower...lower)
                    continue
                }
                index += 1
                guard case .scalar(let upper) = try classItem(), lower <= upper else {
                    throw error(.badRange, at: offset)
                }
                ranges.append(lower...upper)
            }
        }
        return set(ranges, members, isNegated: isNegated)
    }

    private mutating func classItem() throws(RegularExpressionError) -> Escaped {
        let start = index
        guard let scalar = take() else { throw error(.unclosedClass, at: start) }
        switch scalar {
        case "\\": return try escaped(start)
        case "[": throw error(.classOperation, at: start)
        case "&" where next == "&": throw error(.classOperation, at: start)
        default: return .scalar(scalar)
        }
    }

    /// Behind the backslash, in a class or outside.
    private mutating func escaped(_ start: Int) throws(RegularExpressionError) -> Escaped {
        guard let scalar = take() else { throw error(.danglingEscape, at: start) }
        switch scalar {
        case "t": return .scalar("\t")
        case "n": return .scalar("\n")
        case "r": return .scalar("\r")
        case "f": return .scalar("\u{C}")
        case "a": return .scalar("\u{7}")
        case "e": return .scalar("\u{1B}")
        case "d", "D": return member(.digit, isNegated: scalar == "D")
        case "w", "W": return member(.word, isNegated: scalar == "W")
        case "s", "S": return member(.space, isNegated: scalar == "S")
        case "p", "P": return member(try property(start), isNegated: scalar == "P")
        case "u": return .scalar(try codeUnits(start))
        case "x": return .scalar(try hexadecimal(start))
        case "b", "B": throw error(.wordBoundary, at: start)
        case "1"..."9", "k": throw error(.backReference, at: start)
        default:
            if scalar.isASCIILetter || scalar == "0" { throw error(.unknownEscape, at: start) }
            return .scalar(scalar)
        }
    }

    private func member(_ property: ScalarProperty, isNegated: Bool) -> Escaped {
        .member(ScalarSet.Member(property: property, isNegated: isNegated))
    }

    /// `{Lu}` or `L`.
    private mutating func property(
        _ start: Int
    ) throws(RegularExpressionError) -> ScalarProperty {
        var name = String.UnicodeScalarView()
        if skip("{") {
            while let scalar = next, scalar != "}" {
                name.append(scalar)
                index += 1
            }
            guard skip("}") else { throw error(.badEscape, at: start) }
        } else if let scalar = take() {
            name.append(scalar)
        }
        guard let property = ScalarProperty(named: String(name)) else {
            throw error(.unknownProperty, at: start)
        }
        return property
    }

    /// `XXXX`, where two surrogates make one scalar.
    private mutating func codeUnits(
        _ start: Int
    ) throws(RegularExpressionError) -> Unicode.Scalar {
        guard var value = digits(4) else { throw error(.badEscape, at: start) }
        if 0xD800...0xDBFF ~= value, skip("\\") {
            guard skip("u"), let low = digits(4), 0xDC00...0xDFFF ~= low else {
                throw error(.badEscape, at: start)
            }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw error(.badEscape, at: start) }
        return scalar
    }

    /// `HH` or `{H…}`.
    private mutating func hexadecimal(
        _ start: Int
    ) throws(RegularExpressionError) -> Unicode.Scalar {
        guard skip("{") else {
            guard let value = digits(2), let scalar = Unicode.Scalar(value) else {
                throw error(.badEscape, at: start)
            }
            return scalar
        }
        var value: UInt32?
        while let digit = next?.hexadecimalDigit, value ?? 0 <= 0x10FFFF {
            index += 1
            value = (value ?? 0) << 4 | digit
        }
        guard let value, skip("}"), let scalar = Unicode.Scalar(value) else {
            throw error(.badEscape, at: start)
        }
        return scalar
    }

    private mutating func digits(_ count: Int) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = next?.hexadecimalDigit else { return nil }
            index += 1
            value = value << 4 | digit
        }
        return value
    }
}

extension Unicode.Scalar {
    fileprivate var hexadecimalDigit: UInt32? {
        switch self {
        case "0"..."9": value - 48
        case "a"..."f": value - 87
        case "A"..."F": value - 55
        default: nil
        }
    }
}
