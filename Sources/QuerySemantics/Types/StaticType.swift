/// What is known of a value before the query runs.
///
/// Nothing is concluded from what is not known: a property or a parameter may be anything.
package struct StaticType: Hashable, Sendable {
    /// The kinds of value it may be.
    package struct Kinds: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16

        package init(rawValue: UInt16) { self.rawValue = rawValue }

        package static let null = Kinds(rawValue: 1 << 0)
        package static let boolean = Kinds(rawValue: 1 << 1)
        package static let integer = Kinds(rawValue: 1 << 2)
        package static let float = Kinds(rawValue: 1 << 3)
        package static let string = Kinds(rawValue: 1 << 4)
        package static let list = Kinds(rawValue: 1 << 5)
        package static let map = Kinds(rawValue: 1 << 6)
        package static let node = Kinds(rawValue: 1 << 7)
        package static let relationship = Kinds(rawValue: 1 << 8)
        package static let path = Kinds(rawValue: 1 << 9)

        package static let number: Kinds = [.integer, .float]
        package static let all = Kinds(rawValue: (1 << 10) - 1)
    }

    package let kinds: Kinds
    /// The kinds of the elements, if it is a list.
    package let elements: Kinds

    package init(_ kinds: Kinds, elements: Kinds = .all) {
        self.kinds = kinds
        self.elements = elements
    }

    /// Nothing is known.
    package static let any = StaticType(.all)
    package static let node = StaticType([.node])
    package static let relationship = StaticType([.relationship])
    package static let path = StaticType([.path])

    /// A list of such values; of an element that is null nothing else is known.
    package static func list(of elements: Kinds) -> StaticType {
        StaticType([.list], elements: elements)
    }

    /// Whether the value, unless it is null, may be of one of these kinds.
    package func mayBe(_ other: Kinds) -> Bool {
        let known = kinds.subtracting(.null)
        return known.isEmpty || !known.isDisjoint(with: other)
    }

    /// What is known of a value that is one or the other.
    package func union(_ other: StaticType) -> StaticType {
        StaticType(kinds.union(other.kinds), elements: elements.union(other.elements))
    }

    /// The same, or null.
    package var orNull: StaticType { StaticType(kinds.union(.null), elements: elements) }
}
