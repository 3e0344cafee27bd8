package import JSONRecords

/// Where a note names an entity that was sampled for it.
package struct GoldSpan: Sendable, Hashable {
    /// Counted in Unicode scalars from 0.
    package let start: Int
    /// The scalar after the last one.
    package let end: Int
    package let key: String
    package let label: String
    /// Whether the note says that the patient does not have it.
    package let negated: Bool

    package init(start: Int, end: Int, key: String, label: String, negated: Bool) {
        self.start = start
        self.end = end
        self.key = key
        self.label = label
        self.negated = negated
    }

    /// The span as a record has it: `start`, `end`, `key`, `label`, `negated`.
    package var json: JSONValue {
        .object([
            .init(key: "start", value: .integer(Int64(start))),
            .init(key: "end", value: .integer(Int64(end))),
            .init(key: "key", value: .string(key)),
            .init(key: "label", value: .string(label)),
            .init(key: "negated", value: .boolean(negated)),
        ])
    }
}
