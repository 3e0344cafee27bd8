package import GraphModel
import QueryPlanning

/// A value while a query runs. Entities are ids; their properties stay in the graph.
package enum Value: Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case list([Value])
    case map(MapValue)
    case node(NodeID)
    case relationship(RelationshipValue)
    case path(PathValue)
}

/// The values of one row, by slot.
package typealias Row = [Value]

/// A map: keys in the order of their UTF-8, each once.
package struct MapValue: Sendable {
    package private(set) var entries: [(key: String, value: Value)] = []

    package init() {}

    /// Of equal keys the last one counts.
    package init(_ entries: [(key: String, value: Value)]) {
        self.entries.reserveCapacity(entries.count)
        for entry in entries { add(entry.key, entry.value) }
    }

    /// Room for so many entries.
    package init(minimumCapacity: Int) { entries.reserveCapacity(minimumCapacity) }

    /// Gives a key its value.
    ///
    /// - Complexity: O(1) for a key behind all others, else as the subscript.
    package mutating func add(_ key: String, _ value: Value) {
        if let last = entries.last, Text.order(last.key, key) >= 0 {
            self[key] = value
        } else {
            entries.append((key, value))
        }
    }

    /// The value of a key; nil when the map lacks it.
    package subscript(key: String) -> Value? {
        get {
            let index = position(of: key)
            return index < entries.count && Text.isSame(entries[index].key, key)
                ? entries[index].value : nil
        }
        set {
            let index = position(of: key)
            if index < entries.count, Text.isSame(entries[index].key, key) {
                if let newValue {
                    entries[index].value = newValue
                } else {
                    entries.remove(at: index)
                }
            } else if let newValue {
                entries.insert((key, newValue), at: index)
            }
        }
    }

    private func position(of key: String) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if Text.order(entries[middle].key, key) < 0 { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

/// A walk: a node, then relationships and the nodes they lead to.
package struct PathValue: Sendable {
    /// One more than `relationships`.
    package let nodes: [NodeID]
    package let relationships: [RelationshipValue]

    package init(nodes: [NodeID], relationships: [RelationshipValue]) {
        precondition(nodes.count == relationships.count + 1, "a path begins and ends with a node")
        self.nodes = nodes
        self.relationships = relationships
    }

    /// The walk that begins at a node.
    package init(from start: NodeID, _ relationships: [RelationshipValue]) {
        var nodes = [start]
        for relationship in relationships { nodes.append(relationship.other(than: nodes.last!)) }
        self.init(nodes: nodes, relationships: relationships)
    }
}

extension Value {
    var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// Whether the value is as large as any other: it has no text, and nothing in it.
    var isScalar: Bool {
        switch self {
        case .null, .boolean, .integer, .float, .node, .relationship: true
        case .string, .list, .map, .path: false
        }
    }

    /// The kind with its article, for messages.
    package var kindName: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .float: "a float"
        case .string: "a string"
        case .list: "a list"
        case .map: "a map"
        case .node: "a node"
        case .relationship: "a relationship"
        case .path: "a path"
        }
    }

    var storableKindName: String {
        if case .list = self { "a list of different or nested values" } else { kindName }
    }

    init(_ condition: Bool?) { self = condition.map { .boolean($0) } ?? .null }
}

extension Row {
    /// Makes the room of a row ready to be filled: every slot is null.
    mutating func begin(_ run: borrowing Run) {
        if isEmpty { self = Row(repeating: .null, count: run.prepared.plan.slotCount) }
    }

    /// Lets go of the values. The room stays.
    mutating func end() {
        var slots = mutableSpan
        for slot in slots.indices { slots[slot] = .null }
    }

    /// Whether all values of some slots are scalars.
    func areScalars(_ slots: [Int]) -> Bool {
        for slot in slots where !self[slot].isScalar { return false }
        return true
    }
}

// MARK: Properties

extension Value {
    package init(_ value: PropertyValue) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let value): self = .string(value)
        case .list(let list):
            switch list {
            case .empty: self = .list([])
            case .booleans(let elements): self = .list(elements.map { .boolean($0) })
            case .integers(let elements): self = .list(elements.map { .integer($0) })
            case .floats(let elements): self = .list(elements.map { .float($0) })
            case .strings(let elements): self = .list(elements.map { .string($0) })
            }
        }
    }

    /// The value as a property, or nil when it cannot be one.
    package var propertyValue: PropertyValue? {
        switch self {
        case .boolean(let value): return .boolean(value)
        case .integer(let value): return .integer(value)
        case .float(let value): return .float(value)
        case .string(let value): return .string(value)
        case .list(let elements): return Self.propertyList(elements).map { .list($0) }
        case .null, .map, .node, .relationship, .path: return nil
        }
    }

    private static func propertyList(_ elements: [Value]) -> PropertyList? {
        func all<Element>(_ element: (Value) -> Element?) -> [Element]? {
            var result: [Element] = []
            for value in elements {
                guard let next = element(value) else { return nil }
                result.append(next)
            }
            return result
        }
        switch elements.first {
        case nil: return .empty
        case .boolean:
            return all { if case .boolean(let v) = $0 { v } else { nil } }.map { .booleans($0) }
        case .integer:
            return all { if case .integer(let v) = $0 { v } else { nil } }.map { .integers($0) }
        case .float:
            return all { if case .float(let v) = $0 { v } else { nil } }.map { .floats($0) }
        case .string:
            return all { if case .string(let v) = $0 { v } else { nil } }.map { .strings($0) }
        default: return nil
        }
    }
}
