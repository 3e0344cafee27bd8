extension OracleValue {
    /// `=`; nil when it is unknown.
    func equals(_ other: OracleValue) -> Bool? {
        switch (self, other) {
        case (.null, _), (_, .null): return nil
        case (.integer(let left), .float(let right)): return Double(left) == right
        case (.float(let left), .integer(let right)): return left == Double(right)
        case (.float(let left), .float(let right)): return left == right
        case (.list(let left), .list(let right)):
            if left.count != right.count { return false }
            return Self.all(zip(left, right).map { $0.equals($1) })
        case (.map(let left), .map(let right)):
            if Set(left.keys) != Set(right.keys) { return false }
            return Self.all(left.map { $0.value.equals(right[$0.key]!) })
        default: return exactText == other.exactText
        }
    }

    /// `AND` of three truth values.
    static func all(_ values: [Bool?]) -> Bool? {
        if values.contains(false) { return false }
        return values.contains(nil) ? nil : true
    }

    /// `OR` of three truth values.
    static func any(_ values: [Bool?]) -> Bool? {
        if values.contains(true) { return true }
        return values.contains(nil) ? nil : false
    }

    /// `<` and its like: below 0, 0 or above 0; nil for values that have no order.
    func compare(_ other: OracleValue) -> Int? {
        switch (self, other) {
        case (.boolean(let left), .boolean(let right)): Self.order(left ? 1 : 0, right ? 1 : 0)
        case (.string(let left), .string(let right)):
            Self.order(left.unicodeScalars.map(\.value), right.unicodeScalars.map(\.value))
        default:
            if let left = number, let right = other.number { Self.order(left, right) } else { nil }
        }
    }

    /// The order of `ORDER BY`, `min` and `max`.
    func order(_ other: OracleValue) throws(OracleError) -> Int {
        if let order = compare(other) { return order }
        let ranks = (try rank, try other.rank)
        if ranks.0 == ranks.1, !isNull { throw .unsupported("an order of such values") }
        return Self.order(ranks.0, ranks.1)
    }

    private var rank: Int {
        get throws(OracleError) {
            switch self {
            case .string: 1
            case .boolean: 2
            case .integer, .float: 3
            case .null: 4
            default: throw .unsupported("an order of entities and lists")
            }
        }
    }

    var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .float(let value): value
        default: nil
        }
    }

    private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
        left < right ? -1 : left > right ? 1 : 0
    }

    private static func order(_ left: [UInt32], _ right: [UInt32]) -> Int {
        left.lexicographicallyPrecedes(right) ? -1 : left == right ? 0 : 1
    }
}
