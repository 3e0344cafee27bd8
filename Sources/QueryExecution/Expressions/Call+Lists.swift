import Diagnostics
import QueryPlanning

extension Call {
    /// Functions of lists.
    func listValue(_ control: RunControl) throws(ExecutionError) -> Value {
        switch (function, values[0]) {
        case (.range, _): return try range(control)
        case (.size, .list(let elements)): return .integer(Int64(elements.count))
        case (.size, .string(let text)): return .integer(Int64(text.unicodeScalars.count))
        case (.isEmpty, .list(let elements)): return .boolean(elements.isEmpty)
        case (.isEmpty, .string(let text)): return .boolean(text.isEmpty)
        case (.isEmpty, .map(let map)): return .boolean(map.entries.isEmpty)
        case (.head, .list(let elements)): return elements.first ?? .null
        case (.last, .list(let elements)): return elements.last ?? .null
        case (.tail, .list(let elements)): return .list(Array(elements.dropFirst()))
        case (.reverse, .list(let elements)): return .list(elements.reversed())
        case (.reverse, .string(let text)): return .string(try Text.reversed(text, control))
        case (.size, _), (.reverse, _): throw wrongType("a list or a string")
        case (.isEmpty, _): throw wrongType("a list, a string or a map")
        default: throw wrongType("a list")
        }
    }

    private func range(_ control: RunControl) throws(ExecutionError) -> Value {
        var bounds: [Int64] = []
        for (value, expression) in zip(values, expressions) {
            guard case .integer(let bound) = value else {
                throw .argumentType(expression.span, expected: "an integer", value)
            }
            bounds.append(bound)
        }
        let step = bounds.count > 2 ? bounds[2] : 1
        guard step != 0 else { throw .outOfRange(expressions[2].span, "a step of 0") }
        let (from, to) = (bounds[0], bounds[1])
        guard step > 0 ? from <= to : from >= to else { return .list([]) }
        let distance =
            step > 0 ? to.magnitudeOfDistance(from: from) : from.magnitudeOfDistance(from: to)
        let count = distance / step.magnitude
        guard count < UInt64(control.limits.valueCountMax) else { throw .tooMuchMemory(span) }
        var elements: [Value] = []
        elements.reserveCapacity(Int(count) + 1)
        var value = from
        for index in 0..<count {
            if index % 0x10000 == 0 { try control.check() }
            elements.append(.integer(value))
            value += step
        }
        elements.append(.integer(value))
        return .list(elements)
    }
}

extension Int64 {
    /// How far it lies above `other`, which is not larger.
    fileprivate func magnitudeOfDistance(from other: Int64) -> UInt64 {
        UInt64(bitPattern: self) &- UInt64(bitPattern: other)
    }
}
