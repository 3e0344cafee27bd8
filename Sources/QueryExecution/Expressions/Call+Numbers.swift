import Diagnostics
import Glibc
import QueryPlanning

extension Call {
    /// Functions of numbers.
    func numberValue() throws(ExecutionError) -> Value {
        switch function {
        case .pi: return .float(Double.pi)
        case .e: return .float(M_E)
        case .abs: return try absolute()
        case .sign:
            let value = try number(0)
            return .integer(value > 0 ? 1 : value < 0 ? -1 : 0)
        case .round: return .float(try rounded())
        case .atan2: return .float(Glibc.atan2(try number(0), try number(1)))
        default: return .float(apply(try number(0)))
        }
    }

    private func apply(_ x: Double) -> Double {
        switch function {
        case .ceil: x.rounded(.up)
        case .floor: x.rounded(.down)
        case .sqrt: x.squareRoot()
        case .exp: Glibc.exp(x)
        case .log: Glibc.log(x)
        case .log10: Glibc.log10(x)
        case .sin: Glibc.sin(x)
        case .cos: Glibc.cos(x)
        case .tan: Glibc.tan(x)
        case .cot: 1 / Glibc.tan(x)
        case .asin: Glibc.asin(x)
        case .acos: Glibc.acos(x)
        case .atan: Glibc.atan(x)
        case .degrees: x * 180 / Double.pi
        case .radians: x * Double.pi / 180
        case .haversin: Glibc.sin(x / 2) * Glibc.sin(x / 2)
        default: preconditionFailure("the function takes one number")
        }
    }

    private func absolute() throws(ExecutionError) -> Value {
        switch values[0] {
        case .integer(let value):
            guard value != .min else { throw .overflow(span) }
            return .integer(Swift.abs(value))
        case .float(let value): return .float(value.magnitude)
        default: throw wrongType("a number")
        }
    }

    /// Halves go up; with a precision, away from zero unless a mode is named.
    private func rounded() throws(ExecutionError) -> Double {
        let value = try number(0)
        guard values.count > 1 else {
            // Adding a half loses what stands just below it.
            let whole = value.rounded(.down)
            return value - whole >= 0.5 ? whole + 1 : whole
        }
        let precision = try integer(1)
        guard (0...300).contains(precision) else {
            throw .outOfRange(expressions[1].span, "the precision")
        }
        let mode = values.count > 2 ? try string(2) : "HALF_UP"
        let scale = pow(10, Double(precision))
        let scaled = value * scale
        guard scaled.isFinite else { return value }
        switch mode.uppercased() {
        case "UP": return scaled.rounded(.awayFromZero) / scale
        case "DOWN": return scaled.rounded(.towardZero) / scale
        case "CEILING": return scaled.rounded(.up) / scale
        case "FLOOR": return scaled.rounded(.down) / scale
        case "HALF_UP": return scaled.rounded(.toNearestOrAwayFromZero) / scale
        case "HALF_DOWN":
            let whole = scaled.rounded(.towardZero)
            return ((scaled - whole).magnitude > 0.5 ? scaled.rounded(.awayFromZero) : whole)
                / scale
        case "HALF_EVEN": return scaled.rounded(.toNearestOrEven) / scale
        default: throw .outOfRange(expressions[2].span, "the mode of rounding")
        }
    }

    /// `toString` and its like.
    func conversion() throws(ExecutionError) -> Value {
        let value = values[0]
        switch (function, value) {
        case (.toString, .string): return value
        case (.toString, .integer(let value)): return .string(String(value))
        case (.toString, .float(let value)): return .string(value.text)
        case (.toString, .boolean(let value)): return .string(value ? "true" : "false")
        case (.toBoolean, .boolean): return value
        case (.toBoolean, .string(let text)):
            switch Text.trimmed(text, atStart: true, atEnd: true).lowercased() {
            case "true": return .boolean(true)
            case "false": return .boolean(false)
            default: return .null
            }
        case (.toInteger, .integer): return value
        case (.toInteger, .float(let value)): return try integer(value)
        case (.toInteger, .string(let text)):
            let trimmed = Text.trimmed(text, atStart: true, atEnd: true)
            if let value = Int64(trimmed) { return .integer(value) }
            guard let value = Self.float(trimmed) else { return .null }
            return try integer(value)
        case (.toFloat, .float): return value
        case (.toFloat, .integer(let value)): return .float(Double(value))
        case (.toFloat, .string(let text)):
            return Self.float(Text.trimmed(text, atStart: true, atEnd: true)).map { .float($0) }
                ?? .null
        default:
            throw .wrongArgument(
                expressions[0].span,
                expected: function == .toBoolean
                    ? "a boolean or a string" : "a number or a string", value)
        }
    }

    private func integer(_ value: Double) throws(ExecutionError) -> Value {
        guard let whole = Int64(exactly: value.rounded(.towardZero)) else {
            if value.isNaN { return .null }
            throw .overflow(span)
        }
        return .integer(whole)
    }

    /// A number in decimal notation, nothing else that Swift would read.
    private static func float(_ text: String) -> Double? {
        guard text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || "+-.eE".utf8.contains($0) }) else {
            return nil
        }
        return Double(text)
    }
}

extension Double {
    /// The shortest text that reads back as the same number.
    package var text: String {
        isNaN ? "NaN" : isInfinite ? (self < 0 ? "-Infinity" : "Infinity") : description
    }
}
