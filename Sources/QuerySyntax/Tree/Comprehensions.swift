/// `[variable IN list [WHERE condition] [| value]]`
package struct ListComprehension: Sendable {
    package let variable: Name
    package let list: Expression
    package let condition: Expression?
    /// Nil to take the elements as they are.
    package let value: Expression?
}

/// `[[variable =] path [WHERE condition] | value]`
package struct PatternComprehension: Sendable {
    package let path: PathPattern
    package let condition: Expression?
    package let value: Expression
}

/// `all(variable IN list WHERE condition)` and its like.
package struct Quantifier: Sendable {
    /// Of how many elements the condition must hold.
    package enum Kind: String, Hashable, Sendable {
        case all
        case any
        case none
        case single
    }

    package let kind: Kind
    package let variable: Name
    package let list: Expression
    package let condition: Expression
}

/// `reduce(accumulator = initial, variable IN list | value)`
package struct Reduction: Sendable {
    package let accumulator: Name
    package let initial: Expression
    package let variable: Name
    package let list: Expression
    package let value: Expression
}
