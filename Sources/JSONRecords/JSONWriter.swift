package import MedGraph

/// Writes JSON on one line; values of queries in the encoding of the NDJSON protocol.
package struct JSONWriter {
    /// What was written, as UTF-8.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package mutating func write(raw: String) { bytes.append(contentsOf: raw.utf8) }

    /// Begins anew in the room that is there.
    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    package mutating func write(_ string: String) {
        bytes.append(UInt8(ascii: "\""))
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0..<0x20: write(raw: Self.escape(byte))
            // The bytes of other scalars stand as they are.
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func escape(_ control: UInt8) -> String {
        switch control {
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        default:
            let code = String(control, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - code.count) + code
        }
    }

    package mutating func write(_ strings: [String]) {
        list(strings) { writer, string in writer.write(string) }
    }

    /// `{"key": …, …}`
    package mutating func object(_ members: [(key: String, write: (inout JSONWriter) -> Void)]) {
        write(raw: "{")
        for (index, member) in members.enumerated() {
            if index > 0 { self.write(raw: ", ") }
            write(member.key)
            write(raw: ": ")
            member.write(&self)
        }
        write(raw: "}")
    }

    package mutating func list<Element>(
        _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        self.write(raw: "[")
        for (index, element) in elements.enumerated() {
            if index > 0 { self.write(raw: ", ") }
            write(&self, element)
        }
        self.write(raw: "]")
    }

    /// A JSON value, the members of objects in their order.
    package mutating func write(_ value: JSONValue) {
        switch value {
        case .null: write(raw: "null")
        case .boolean(let value): write(raw: value ? "true" : "false")
        case .integer(let value): write(raw: String(value))
        case .float(let value): write(value)
        case .string(let string): write(string)
        case .array(let elements): list(elements) { writer, element in writer.write(element) }
        case .object(let members):
            object(members.map { member in (member.key, { $0.write(member.value) }) })
        }
    }

    package mutating func write(_ value: QueryValue) {
        switch value {
        case .null: write(raw: "null")
        case .boolean(let value): write(raw: value ? "true" : "false")
        case .integer(let value): write(raw: String(value))
        case .float(let value): write(value)
        case .string(let string): write(string)
        case .list(let elements): list(elements) { writer, element in writer.write(element) }
        case .map(let map):
            // A key that looks like a tag needs a tag around the map.
            if map.entries.contains(where: { $0.key.utf8.first == UInt8(ascii: "$") }) {
                object([("$map", { $0.members(map) })])
            } else {
                members(map)
            }
        case .node(let node): object([("$node", { $0.write(node) })])
        case .relationship(let relationship): object([("$rel", { $0.write(relationship) })])
        case .path(let path):
            object([
                (
                    "$path",
                    {
                        $0.object([
                            ("nodes", { $0.list(path.nodes) { $0.write(.node($1)) } }),
                            (
                                "rels",
                                { $0.list(path.relationships) { $0.write(.relationship($1)) } }
                            ),
                        ])
                    }
                )
            ])
        }
    }

    package mutating func write(_ number: Double) {
        if number.isFinite {
            write(raw: number.description)
        } else {
            let name = number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity"
            object([("$float", { $0.write(name) })])
        }
    }

    private mutating func members(_ map: QueryMap) {
        object(map.entries.map { entry in (entry.key, { $0.write(entry.value) }) })
    }

    private mutating func write(_ node: QueryNode) {
        object([
            ("id", { $0.write(raw: String(node.id.rawValue)) }),
            ("labels", { $0.write(node.labels) }),
            ("properties", { $0.members(node.properties) }),
        ])
    }

    private mutating func write(_ relationship: QueryRelationship) {
        object([
            ("id", { $0.write(raw: String(relationship.id.rawValue)) }),
            ("type", { $0.write(relationship.type) }),
            ("start", { $0.write(raw: String(relationship.start.rawValue)) }),
            ("end", { $0.write(raw: String(relationship.end.rawValue)) }),
            ("properties", { $0.members(relationship.properties) }),
        ])
    }
}

extension JSONWriter {
    /// `{"nodesCreated": …, …}`
    package mutating func write(_ changes: QuerySummary.Changes) {
        let counts = [
            ("nodesCreated", changes.nodesCreated), ("nodesDeleted", changes.nodesDeleted),
            ("relationshipsCreated", changes.relationshipsCreated),
            ("relationshipsDeleted", changes.relationshipsDeleted),
            ("propertiesSet", changes.propertiesSet), ("labelsAdded", changes.labelsAdded),
            ("labelsRemoved", changes.labelsRemoved), ("indexesAdded", changes.indexesAdded),
            ("indexesRemoved", changes.indexesRemoved),
        ]
        object(counts.map { name, count in (name, { $0.write(raw: String(count)) }) })
    }

    /// `{"type": …, "phase": …, "detail": …, "message": …}`
    package mutating func write(_ error: MedGraphError) {
        let (type, phase, detail, message) = error.words
        object([
            ("type", { $0.write(type) }), ("phase", { $0.write(phase) }),
            ("detail", { $0.write(detail.map { QueryValue.string($0) } ?? .null) }),
            ("message", { $0.write(message) }),
        ])
    }
}

extension MedGraphError {
    /// The words by which programs know an error, and its message.
    fileprivate var words: (type: String, phase: String, detail: String?, message: String) {
        switch self {
        case .query(let problems):
            let problem = problems.first { $0.type != nil } ?? problems[0]
            return (
                problem.type ?? "SyntaxError", problem.phase ?? "compile time", problem.detail,
                problem.message
            )
        case .readOnly: return ("ReadOnly", "runtime", nil, description)
        case .storageFull: return ("StorageFull", "runtime", nil, description)
        case .corruption: return ("Corruption", "runtime", nil, description)
        case .duplicateValue, .otherIdentity:
            return ("ConstraintVerificationFailed", "runtime", nil, description)
        case .indexedValueTooLong: return ("LimitExceeded", "runtime", nil, description)
        default: return ("ArgumentError", "runtime", nil, description)
        }
    }
}
