package import GraphModel

/// The properties of one node or relationship, as they stand in its record.
///
/// **Layout**
///
/// | bytes | what |
/// |---|---|
/// | varint | number of properties |
/// | | for each, ascending by key: |
/// | varint | key id |
/// | 1 | type (``PropertyType``); 0 is `false`, 1 is `true` |
/// | – | integer, float: 8 bytes; string: varint byte count, UTF-8; list: varint count, elements |
///
/// Elements of lists stand as the payload of their type does; boolean elements take a byte each.
///
/// Integers and floats have 8 bytes so that a value can be replaced and skipped without looking at
/// it; a graph has few properties that are numbers and many that are text.
package enum PropertyRecord {
    /// The tag of `false`; `true` has the tag of its type.
    static let falseTag: UInt8 = 0

    /// Appends the record of `properties`.
    ///
    /// - Precondition: `properties` is sorted by key, and no key stands twice.
    package static func append(
        _ properties: [Property], to bytes: inout [UInt8]
    ) {
        bytes.append(varint: UInt64(properties.count))
        for property in properties {
            bytes.append(varint: property.key.rawValue)
            append(property.value, to: &bytes)
        }
    }

    /// Appends the tag and the payload of one value.
    package static func append(_ value: PropertyValue, to bytes: inout [UInt8]) {
        switch value {
        case .boolean(let value): bytes.append(value ? PropertyType.boolean.rawValue : falseTag)
        case .integer(let value):
            bytes.append(PropertyType.integer.rawValue)
            bytes.append(integer: value)
        case .float(let value):
            bytes.append(PropertyType.float.rawValue)
            bytes.append(integer: value.storedPattern)
        case .string(let value):
            bytes.append(PropertyType.string.rawValue)
            append(value, to: &bytes)
        case .list(let list):
            bytes.append(list.type.rawValue)
            append(list, to: &bytes)
        }
    }

    private static func append(_ list: PropertyList, to bytes: inout [UInt8]) {
        guard list.count > 0 else { return }
        bytes.append(varint: UInt64(list.count))
        switch list {
        case .empty: break
        case .booleans(let elements): for element in elements { bytes.append(element ? 1 : 0) }
        case .integers(let elements): for element in elements { bytes.append(integer: element) }
        case .floats(let elements):
            for element in elements { bytes.append(integer: element.storedPattern) }
        case .strings(let elements): for element in elements { append(element, to: &bytes) }
        }
    }

    private static func append(_ string: String, to bytes: inout [UInt8]) {
        bytes.append(varint: UInt64(string.utf8.count))
        bytes.append(contentsOf: string.utf8)
    }
}

/// A property key with its value.
package struct Property: Hashable, Sendable {
    package let key: KeyID
    package let value: PropertyValue

    package init(_ key: KeyID, _ value: PropertyValue) {
        self.key = key
        self.value = value
    }
}

// MARK: Reading

extension PropertyRecord {
    /// All properties, ascending by key, from where `reader` stands.
    package static func properties(
        _ reader: inout RecordReader
    ) throws(RecordDamage) -> [Property] {
        let count = try reader.count()
        var properties: [Property] = []
        properties.reserveCapacity(count)
        for _ in 0..<count {
            let key = KeyID(rawValue: try reader.varint32())
            if let last = properties.last, last.key >= key {
                throw RecordDamage("its property keys are out of order")
            }
            properties.append(Property(key, try value(&reader)))
        }
        return properties
    }

    /// The value of one property from where `reader` stands, or nil.
    ///
    /// - Complexity: O(*n*) in the properties before it.
    package static func value(
        of key: KeyID, _ reader: inout RecordReader
    ) throws(RecordDamage) -> PropertyValue? {
        let count = try reader.count()
        for _ in 0..<count {
            let next = try reader.varint32()
            if next == key.rawValue { return try value(&reader) }
            if next > key.rawValue { return nil }
            try skipValue(&reader)
        }
        return nil
    }

    /// Calls `body` with the key and the type of each property from where `reader` stands.
    static func forEachType(
        _ reader: inout RecordReader, _ body: (KeyID, PropertyType) -> Void
    ) throws(RecordDamage) {
        for _ in 0..<(try reader.count()) {
            let key = KeyID(rawValue: try reader.varint32())
            var value = reader
            let tag = try value.byte()
            body(key, tag == falseTag ? .boolean : try type(tag))
            try skipValue(&reader)
        }
    }

    package static func value(_ reader: inout RecordReader) throws(RecordDamage) -> PropertyValue {
        let tag = try reader.byte()
        guard tag != falseTag else { return .boolean(false) }
        switch try type(tag) {
        case .boolean: return .boolean(true)
        case .integer: return .integer(try reader.integer(Int64.self))
        case .float: return .float(Double(bitPattern: try reader.integer(UInt64.self)))
        case .string: return .string(try string(&reader))
        case .emptyList: return .list(.empty)
        case .booleanList:
            return .list(
                .booleans(
                    try list(&reader) { reader throws(RecordDamage) in
                        try reader.byte() != 0
                    }))
        case .integerList:
            return .list(
                .integers(
                    try list(&reader) { reader throws(RecordDamage) in
                        try reader.integer(Int64.self)
                    }))
        case .floatList:
            return .list(
                .floats(
                    try list(&reader) { reader throws(RecordDamage) in
                        Double(bitPattern: try reader.integer(UInt64.self))
                    }))
        case .stringList:
            return .list(
                .strings(
                    try list(&reader) { reader throws(RecordDamage) in
                        try string(&reader)
                    }))
        }
    }

    private static func type(_ tag: UInt8) throws(RecordDamage) -> PropertyType {
        guard let type = PropertyType(rawValue: tag) else {
            throw RecordDamage("a property has the unknown type \(tag)")
        }
        return type
    }

    private static func string(_ reader: inout RecordReader) throws(RecordDamage) -> String {
        String(try reader.bytes(try reader.count()))
    }

    private static func list<Element>(
        _ reader: inout RecordReader,
        _ element: (inout RecordReader) throws(RecordDamage) -> Element
    ) throws(RecordDamage) -> [Element] {
        let count = try reader.count()
        guard count > 0 else { throw RecordDamage("a list in it is empty") }
        var elements: [Element] = []
        elements.reserveCapacity(count)
        for _ in 0..<count { elements.append(try element(&reader)) }
        return elements
    }

    private static func skipValue(_ reader: inout RecordReader) throws(RecordDamage) {
        let tag = try reader.byte()
        guard tag != falseTag else { return }
        switch try type(tag) {
        case .boolean, .emptyList: break
        case .integer, .float: try reader.skip(8)
        case .string: try reader.skip(try reader.count())
        case .booleanList: try reader.skip(try reader.count())
        case .integerList, .floatList: try reader.skip(8 * (try reader.count()))
        case .stringList:
            for _ in 0..<(try reader.count()) { try reader.skip(try reader.count()) }
        }
    }
}
