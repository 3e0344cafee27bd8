package import MedGraph

/// Writes JSON on one line; values of queries in the encoding of the NDJSON protocol.
package struct JSONWriter {
    package private(set) var text = ""

    package init() {}

    package mutating func write(raw: String) { text += raw }

    package mutating func write(_ string: String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..<"\u{20}":
                let code = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - code.count) + code
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    package mutating func write(_ strings: [String]) {
        list(strings) { writer, string in writer.write(string) }
    }

    /// `{"key": …, …}`
    package mutating func object(_ members: [(key: String, write: (inout JSONWriter) -> Void)]) {
        text += "{"
        for (index, member) in members.enumerated() {
            if index > 0 { text += ", " }
            write(member.key)
            text += ": "
            member.write(&self)
        }
        text += "}"
    }

    package mutating func list<Element>(
        _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
    ) {
        text += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ", " }
            write(&self, element)
        }
        text += "]"
    }

    /// A JSON value, the members of objects in their order.
    package mutating func write(_ value: JSONValue) {
        switch value {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .float(let value): write(value)
        case .string(let string): write(string)
        case .array(let elements): list(elements) { writer, element in writer.write(element) }
        case .object(let members):
            object(members.map { member in (member.key, { $0.write(member.value) }) })
        }
    }

    package mutating func write(_ value: QueryValue) {
        switch value {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
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
            text += number.description
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
