import GraphModel

/// The order of values in an index, written from its definition and without its bytes.
enum ValueOrder {
    static func areSame(_ left: PropertyValue, _ right: PropertyValue) -> Bool {
        order(left, right) == 0
    }

    static func isBefore(_ left: PropertyValue, _ right: PropertyValue) -> Bool {
        order(left, right) < 0
    }

    /// Below 0 when the left value comes first, 0 when an index does not tell them apart.
    static func order(_ left: PropertyValue, _ right: PropertyValue) -> Int {
        guard rank(left) == rank(right) else { return rank(left) - rank(right) }
        switch (left, right) {
        case (.boolean(let left), .boolean(let right)): return (left ? 1 : 0) - (right ? 1 : 0)
        case (.string(let left), .string(let right)):
            if left.utf8.lexicographicallyPrecedes(right.utf8) { return -1 }
            return left.utf8.elementsEqual(right.utf8) ? 0 : 1
        case (.list(let left), .list(let right)): return order(elements(left), elements(right))
        default: return orderOfNumbers(left, right)
        }
    }

    /// Values of different classes do not compare; in an index they stand class by class.
    static func rank(_ value: PropertyValue) -> Int {
        switch value {
        case .boolean: 1
        case .integer, .float: 2
        case .string: 3
        case .list: 4
        }
    }

    private static func elements(_ list: PropertyList) -> [PropertyValue] {
        switch list {
        case .empty: []
        case .booleans(let elements): elements.map(PropertyValue.boolean)
        case .integers(let elements): elements.map(PropertyValue.integer)
        case .floats(let elements): elements.map(PropertyValue.float)
        case .strings(let elements): elements.map(PropertyValue.string)
        }
    }

    private static func order(_ left: [PropertyValue], _ right: [PropertyValue]) -> Int {
        for (left, right) in zip(left, right) {
            let order = order(left, right)
            if order != 0 { return order }
        }
        return left.count - right.count
    }

    private static func orderOfNumbers(_ left: PropertyValue, _ right: PropertyValue) -> Int {
        switch (left, right) {
        case (.integer(let left), .integer(let right)):
            return left < right ? -1 : left > right ? 1 : 0
        case (.float(let left), .float(let right)):
            if left.isNaN || right.isNaN { return (left.isNaN ? 1 : 0) - (right.isNaN ? 1 : 0) }
            return left < right ? -1 : left > right ? 1 : 0
        case (.integer(let left), .float(let right)): return order(left, right)
        case (.float(let left), .integer(let right)): return -order(right, left)
        default: preconditionFailure("both are numbers")
        }
    }

    private static func order(_ integer: Int64, _ float: Double) -> Int {
        if float.isNaN || float >= 0x1p63 { return -1 }
        if float < -0x1p63 { return 1 }
        let whole = Int64(float.rounded(.down))
        if integer != whole { return integer < whole ? -1 : 1 }
        return float > Double(whole) ? -1 : 0
    }
}
