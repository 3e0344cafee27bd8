package import MedGraph

extension QueryValue {
    /// The value that a JSON text encodes; nil when a tag is unknown or does not fit.
    package init?(_ json: JSONValue) {
        switch json {
        case .null: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string(let text): self = .string(text)
        case .array(let elements):
            var values: [QueryValue] = []
            for element in elements {
                guard let value = QueryValue(element) else { return nil }
                values.append(value)
            }
            self = .list(values)
        case .object(let members):
            if members.count == 1, members[0].key.utf8.first == UInt8(ascii: "$") {
                self.init(tag: members[0].key, members[0].value)
            } else {
                self.init(members: members)
            }
        }
    }

    private init?(members: [JSONValue.Member]) {
        var map = QueryMap()
        for member in members {
            guard let value = QueryValue(member.value) else { return nil }
            map[member.key] = value
        }
        self = .map(map)
    }

    private init?(tag: String, _ json: JSONValue) {
        switch (tag, json) {
        case ("$map", .object(let members)): self.init(members: members)
        case ("$float", .string("NaN")): self = .float(.nan)
        case ("$float", .string("Infinity")): self = .float(.infinity)
        case ("$float", .string("-Infinity")): self = .float(-.infinity)
        case ("$float", .string(let text)):
            guard let value = Double(text) else { return nil }
            self = .float(value)
        case ("$int", .string(let text)):
            guard let value = Int64(text) else { return nil }
            self = .integer(value)
        default: return nil
        }
    }
}
