/// A Swift type that a value of a result can be read as.
public protocol QueryValueConvertible {
    /// Nil when the value is of another kind.
    init?(_ value: QueryValue)
}

extension Bool: QueryValueConvertible {
    public init?(_ value: QueryValue) {
        guard case .boolean(let value) = value else { return nil }
        self = value
    }
}

extension Int64: QueryValueConvertible {
    public init?(_ value: QueryValue) {
        guard case .integer(let value) = value else { return nil }
        self = value
    }
}

extension Int: QueryValueConvertible {
    public init?(_ value: QueryValue) {
        guard case .integer(let value) = value else { return nil }
        self = Int(value)
    }
}

extension Double: QueryValueConvertible {
    /// Integers are numbers too.
    public init?(_ value: QueryValue) {
        switch value {
        case .float(let value): self = value
        case .integer(let value): self = Double(value)
        default: return nil
        }
    }
}

extension String: QueryValueConvertible {
    public init?(_ value: QueryValue) {
        guard case .string(let value) = value else { return nil }
        self = value
    }
}

extension QueryNode: QueryValueConvertible {
    public init?(_ value: QueryValue) {
        guard case .node(let value) = value else { return nil }
        self = value
    }
}

extension QueryRelationship: QueryValueConvertible {
    public init?(_ value: QueryValue) {
        guard case .relationship(let value) = value else { return nil }
        self = value
    }
}

extension QueryPath: QueryValueConvertible {
    public init?(_ value: QueryValue) {
        guard case .path(let value) = value else { return nil }
        self = value
    }
}
