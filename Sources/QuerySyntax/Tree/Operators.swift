package import Diagnostics

/// An operator before its operand.
package enum UnaryOperator: String, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case not = "NOT"
}

/// An operator between conditions.
package enum BooleanOperator: String, Hashable, Sendable {
    case or = "OR"
    case xor = "XOR"
    case and = "AND"
}

/// An operator between values; `+` also joins strings and lists.
package enum ArithmeticOperator: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
    case power = "^"
}

/// An operator and what stands to its right.
package struct ArithmeticStep: Sendable {
    package let `operator`: ArithmeticOperator
    package let operatorSpan: SourceSpan
    package let operand: Expression
}

/// An operator that orders or equates.
package enum ComparisonOperator: String, Hashable, Sendable {
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
}

/// An operator and what stands to its right.
package struct ComparisonStep: Sendable {
    package let `operator`: ComparisonOperator
    package let operatorSpan: SourceSpan
    package let operand: Expression
}

/// A test of a string against a part or a pattern.
package enum StringPredicate: String, Hashable, Sendable {
    case startsWith = "STARTS WITH"
    case endsWith = "ENDS WITH"
    case contains = "CONTAINS"
    /// A regular expression that matches the whole text.
    case matches = "=~"
}
