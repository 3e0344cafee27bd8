import GraphModel

// Four relations, as openCypher has them: `=`, which may be unknown; `<`, which may be undefined;
// the order of `ORDER BY`, which is total; and equivalence, by which rows are grouped.

extension Value {
    /// `=`: nil when it is unknown.
    static func equals(_ left: Value, _ right: Value) -> Bool? {
        switch (left, right) {
        case (.null, _), (_, .null): return nil
        case (.boolean(let left), .boolean(let right)): return left == right
        case (.integer(let left), .integer(let right)): return left == right
        case (.float(let left), .float(let right)): return left == right
        case (.integer(let left), .float(let right)): return Number.order(left, right) == 0
        case (.float(let left), .integer(let right)): return Number.order(right, left) == 0
        case (.string(let left), .string(let right)): return Text.isSame(left, right)
        case (.node(let left), .node(let right)): return left == right
        case (.relationship(let left), .relationship(let right)): return left == right
        case (.path(let left), .path(let right)):
            return left.nodes == right.nodes && left.relationships == right.relationships
        case (.list(let left), .list(let right)):
            guard left.count == right.count else { return false }
            var result: Bool? = true
            for (left, right) in zip(left, right) {
                switch equals(left, right) {
                case true?: continue
                case false?: return false
                case nil: result = nil
                }
            }
            return result
        case (.map(let left), .map(let right)):
            guard left.entries.count == right.entries.count,
                zip(left.entries, right.entries).allSatisfy({ Text.isSame($0.key, $1.key) })
            else { return false }
            return equals(
                .list(left.entries.map(\.value)), .list(right.entries.map(\.value)))
        default: return false
        }
    }

    /// `<` and its like.
    enum Comparison {
        case less, equal, greater
        /// Both are numbers, and one is none: no order holds.
        case unordered
        /// The values cannot be compared, or one is null.
        case undefined

        init(_ order: Int) { self = order < 0 ? .less : order > 0 ? .greater : .equal }
    }

    static func compare(_ left: Value, _ right: Value) -> Comparison {
        switch (left, right) {
        case (.boolean(let left), .boolean(let right)):
            return Comparison(left == right ? 0 : right ? -1 : 1)
        case (.integer(let left), .integer(let right)):
            return left == right ? .equal : left < right ? .less : .greater
        case (.float(let left), .float(let right)):
            if left.isNaN || right.isNaN { return .unordered }
            return left == right ? .equal : left < right ? .less : .greater
        case (.integer(let left), .float(let right)):
            return Number.order(left, right).map { Comparison($0) } ?? .unordered
        case (.float(let left), .integer(let right)):
            return Number.order(right, left).map { Comparison(-$0) } ?? .unordered
        case (.string(let left), .string(let right)): return Comparison(Text.order(left, right))
        case (.list(let left), .list(let right)):
            for (left, right) in zip(left, right) {
                let order = compare(left, right)
                if case .equal = order { continue }
                return order
            }
            return Comparison(left.count - right.count)
        default: return .undefined
        }
    }
}

/// Integers and floats compared exactly.
enum Number {
    /// Below 0, 0 or above 0; nil when `right` is no number.
    static func order(_ left: Int64, _ right: Double) -> Int? {
        if right.isNaN { return nil }
        if right >= 0x1p63 { return -1 }
        if right < -0x1p63 { return 1 }
        let whole = Int64(right.rounded(.down))
        if left != whole { return left < whole ? -1 : 1 }
        return Double(whole) == right ? 0 : -1
    }
}

// MARK: Order

extension Value {
    /// Where the kinds stand in the total order.
    var rank: Int {
        switch self {
        case .map: 0
        case .node: 1
        case .relationship: 2
        case .list: 3
        case .path: 4
        case .string: 5
        case .boolean: 6
        case .integer, .float: 7
        case .null: 8
        }
    }

    /// The order of `ORDER BY`, `min` and `max`: below 0, 0 or above 0. Total; 0 is equivalence.
    static func order(_ left: Value, _ right: Value) -> Int {
        let ranks = (left.rank, right.rank)
        guard ranks.0 == ranks.1 else { return ranks.0 < ranks.1 ? -1 : 1 }
        switch (left, right) {
        case (.node(let left), .node(let right)): return order(left, right)
        case (.relationship(let left), .relationship(let right)): return order(left.id, right.id)
        case (.list(let left), .list(let right)): return order(left, right)
        case (.map(let left), .map(let right)):
            for (left, right) in zip(left.entries, right.entries) {
                let keys = Text.order(left.key, right.key)
                if keys != 0 { return keys }
                let values = order(left.value, right.value)
                if values != 0 { return values }
            }
            return left.entries.count - right.entries.count
        case (.path(let left), .path(let right)):
            for (left, right) in zip(left.nodes, right.nodes) where left != right {
                return order(left, right)
            }
            for (left, right) in zip(left.relationships, right.relationships)
            where left != right {
                return order(left.id, right.id)
            }
            return left.nodes.count - right.nodes.count
        default: break
        }
        switch compare(left, right) {
        case .less: return -1
        case .equal: return 0
        case .greater: return 1
        case .unordered:
            // What is no number stands behind all numbers.
            let isNaN = (left.isNaN, right.isNaN)
            return isNaN.0 == isNaN.1 ? 0 : isNaN.0 ? 1 : -1
        case .undefined: return 0  // Both are null.
        }
    }

    private static func order<T: Comparable>(_ left: T, _ right: T) -> Int {
        left == right ? 0 : left < right ? -1 : 1
    }

    private static func order(_ left: [Value], _ right: [Value]) -> Int {
        for (left, right) in zip(left, right) {
            let order = order(left, right)
            if order != 0 { return order }
        }
        return left.count - right.count
    }

    var isNaN: Bool {
        if case .float(let value) = self { value.isNaN } else { false }
    }
}

// MARK: Equivalence

/// Values by which rows are told apart: null equals null, and what is no number itself.
struct GroupKey: Hashable {
    let values: [Value]

    static func == (left: GroupKey, right: GroupKey) -> Bool {
        zip(left.values, right.values).allSatisfy { Value.order($0, $1) == 0 }
    }

    func hash(into hasher: inout Hasher) {
        for value in values { value.hashEquivalence(into: &hasher) }
    }
}

extension Value {
    func hashEquivalence(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0 as UInt8)
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .float(let value):
            // Equal numbers hash alike, whatever their kind.
            if let whole = Int64(exactly: value) {
                hasher.combine(whole)
            } else {
                hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
            }
        case .string(let text): Text.hash(text, into: &hasher)
        case .list(let elements):
            hasher.combine(elements.count)
            for element in elements { element.hashEquivalence(into: &hasher) }
        case .map(let map):
            hasher.combine(map.entries.count)
            for entry in map.entries {
                Text.hash(entry.key, into: &hasher)
                entry.value.hashEquivalence(into: &hasher)
            }
        case .node(let node): hasher.combine(node)
        case .relationship(let relationship): hasher.combine(relationship)
        case .path(let path):
            hasher.combine(path.nodes)
            hasher.combine(path.relationships)
        }
    }
}
