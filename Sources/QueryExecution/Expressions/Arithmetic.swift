import Diagnostics
import Glibc
import QuerySyntax

/// `+`, `-`, `*`, `/`, `%` and `^`.
enum Arithmetic {
    static func apply(
        _ sign: ArithmeticOperator, _ left: Value, _ right: Value, _ span: SourceSpan,
        _ control: RunControl
    ) throws(ExecutionError) -> Value {
        switch (left, right) {
        case (.integer(let left), .integer(let right)):
            return try integers(sign, left, right, span)
        case (.float(let left), .float(let right)): return .float(floats(sign, left, right))
        case (.integer(let left), .float(let right)):
            return .float(floats(sign, Double(left), right))
        case (.float(let left), .integer(let right)):
            return .float(floats(sign, left, Double(right)))
        case (.null, _), (_, .null): return .null
        default: break
        }
        guard sign == .add else {
            throw .wrongType(span, expected: "two numbers", left.isNumber ? right : left)
        }
        return try sum(left, right, span, control)
    }

    private static func integers(
        _ sign: ArithmeticOperator, _ left: Int64, _ right: Int64, _ span: SourceSpan
    ) throws(ExecutionError) -> Value {
        let result: (partialValue: Int64, overflow: Bool)
        switch sign {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .divide:
            if right == 0 { throw .divisionByZero(span) }
            result = left.dividedReportingOverflow(by: right)
        case .remainder:
            if right == 0 { throw .divisionByZero(span) }
            result = (left.remainderReportingOverflow(dividingBy: right).partialValue, false)
        case .power: return .float(pow(Double(left), Double(right)))
        }
        if result.overflow { throw .overflow(span) }
        return .integer(result.partialValue)
    }

    private static func floats(
        _ sign: ArithmeticOperator, _ left: Double, _ right: Double
    ) -> Double {
        switch sign {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        case .remainder: fmod(left, right)
        case .power: pow(left, right)
        }
    }

    /// Applies a sign to each pair of numbers, and puts what comes of it in the place of what
    /// `results` holds.
    ///
    /// - Precondition: as many numbers on the right as on the left.
    static func apply(
        _ sign: ArithmeticOperator, _ left: [Double], _ right: [Double],
        into results: inout [Double]
    ) {
        func apply(_ operation: (Double, Double) -> Double) {
            results.removeAll(keepingCapacity: true)
            results.reserveCapacity(left.count)
            for index in left.indices { results.append(operation(left[index], right[index])) }
        }
        switch sign {
        case .add: apply { $0 + $1 }
        case .subtract: apply { $0 - $1 }
        case .multiply: apply { $0 * $1 }
        case .divide: apply { $0 / $1 }
        case .remainder, .power: apply { floats(sign, $0, $1) }
        }
    }

    /// `+` of strings and lists.
    private static func sum(
        _ left: Value, _ right: Value, _ span: SourceSpan, _ control: RunControl
    ) throws(ExecutionError) -> Value {
        switch (left, right) {
        case (.list(let left), .list(let right)):
            guard left.count + right.count <= control.limits.valueCountMax else {
                throw .tooMuchMemory(span)
            }
            return .list(try joined(left, right, control))
        case (.list(let left), let right): return .list(try joined(left, [right], control))
        case (let left, .list(let right)): return .list(try joined([left], right, control))
        case (.string(let left), .string(let right)):
            guard left.utf8.count + right.utf8.count <= control.limits.valueCountMax else {
                throw .tooMuchMemory(span)
            }
            return .string(left + right)
        case (.string(let left), .integer(let right)): return .string(left + String(right))
        case (.string(let left), .float(let right)): return .string(left + right.description)
        case (.integer(let left), .string(let right)): return .string(String(left) + right)
        case (.float(let left), .string(let right)): return .string(left.description + right)
        default:
            throw .wrongType(
                span, expected: "numbers, strings or lists on both sides",
                left.isNumber ? right : left)
        }
    }

    /// Elements that are copied between two looks at the clock.
    private static let elementsPerCheck = 1 << 16

    /// One list behind another.
    private static func joined(
        _ left: [Value], _ right: [Value], _ control: RunControl
    ) throws(ExecutionError) -> [Value] {
        guard left.count + right.count > elementsPerCheck else { return left + right }
        var result: [Value] = []
        result.reserveCapacity(left.count + right.count)
        for list in [left, right] {
            for start in stride(from: 0, to: list.count, by: elementsPerCheck) {
                try control.check()
                result += list[start..<min(start + elementsPerCheck, list.count)]
            }
        }
        return result
    }

    static func negate(_ value: Value, _ span: SourceSpan) throws(ExecutionError) -> Value {
        switch value {
        case .null: return .null
        case .float(let value): return .float(-value)
        case .integer(let value):
            guard value != .min else { throw .overflow(span) }
            return .integer(-value)
        default: throw .wrongType(span, expected: "a number", value)
        }
    }
}

extension Value {
    var isNumber: Bool {
        switch self {
        case .integer, .float: true
        default: false
        }
    }

    /// The number as a float; nil for what is none.
    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .float(let value): value
        default: nil
        }
    }
}
