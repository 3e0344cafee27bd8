internal import Diagnostics
internal import JSONRecords

/// The keywords of JSON Schema that are known, and what they ask.
///
/// **Source**: JSON Schema 2020-12, "Validation" and "Applicators". Others are refused by name,
/// since passing over one would let wrong answers through.
enum SchemaKeywords {
    private static let types = [
        "object", "array", "string", "integer", "number", "boolean", "null",
    ]
    private static let annotations: Set<String> = [
        "title", "description", "default", "examples", "$schema", "$id", "$comment",
    ]
    private static let counts: Set<String> = ["minItems", "maxItems", "minLength", "maxLength"]
    private static let bounds: Set<String> = ["minimum", "maximum"]

    // MARK: Schemas

    /// - Parameter place: such as `/properties/text`.
    /// - Throws: where the schema asks for something that is not known.
    static func check(_ schema: JSONValue, at place: String) throws(InputError) {
        guard case .object(let members) = schema else {
            throw InputError("`\(place.isEmpty ? "/" : place)` is no object")
        }
        for member in members {
            let inner = "\(place)/\(member.key)"
            switch member.key {
            case "properties":
                guard case .object(let properties) = member.value else { throw wrong(inner) }
                for property in properties {
                    try check(property.value, at: "\(inner)/\(property.key)")
                }
            case "items": try check(member.value, at: inner)
            default:
                guard isKnown(member.key, member.value) else { throw wrong(inner) }
            }
        }
    }

    private static func wrong(_ place: String) -> InputError {
        InputError(
            "`\(place)` is not understood",
            hint: "known are type, properties, required, additionalProperties (true or false), "
                + "items, enum, const, \((counts.sorted() + bounds.sorted()).joined(separator: ", "))"
        )
    }

    private static func isKnown(_ keyword: String, _ value: JSONValue) -> Bool {
        switch (keyword, value) {
        case ("type", .string(let name)): types.contains(name)
        case ("type", .array(let names)):
            names.allSatisfy { name in types.contains { name == .string($0) } }
        case ("required", .array(let names)):
            names.allSatisfy { if case .string = $0 { true } else { false } }
        case ("additionalProperties", .boolean), ("enum", .array), ("const", _): true
        case (_, .integer(let count)) where counts.contains(keyword): count >= 0
        case (_, .integer), (_, .float):
            bounds.contains(keyword) || annotations.contains(keyword)
        default: annotations.contains(keyword)
        }
    }

    // MARK: Values

    /// What is wrong with a value; nil where it fits.
    static func problem(_ value: JSONValue, _ schema: JSONValue, at place: String) -> String? {
        let name = place.isEmpty ? "it" : "`\(place)`"
        if let type = schema["type"], !hasType(value, type) { return "\(name) has another type" }
        if let const = schema["const"], const != value { return "\(name) is another value" }
        if case .array(let values)? = schema["enum"], !values.contains(value) {
            return "\(name) is none of the values"
        }
        switch value {
        case .object(let members): return problem(members, value, schema, place, name)
        case .array(let elements): return problem(elements, schema, place, name)
        case .string(let text):
            return problem(text.unicodeScalars.count, schema, "Length", name, "characters")
        case .integer(let number): return problem(Double(number), schema, name)
        case .float(let number): return problem(number, schema, name)
        case .null, .boolean: return nil
        }
    }

    private static func problem(
        _ members: [JSONValue.Member], _ value: JSONValue, _ schema: JSONValue, _ place: String,
        _ name: String
    ) -> String? {
        if case .array(let required)? = schema["required"] {
            for case .string(let key) in required where value[key] == nil {
                return "\(name) has no `\(key)`"
            }
        }
        for member in members {
            if let inner = schema["properties"]?[member.key] {
                let place = place.isEmpty ? member.key : "\(place).\(member.key)"
                if let problem = problem(member.value, inner, at: place) { return problem }
            } else if schema["additionalProperties"] == .boolean(false) {
                return "\(name) has a property `\(member.key)` that is not in it"
            }
        }
        return nil
    }

    private static func problem(
        _ elements: [JSONValue], _ schema: JSONValue, _ place: String, _ name: String
    ) -> String? {
        if let problem = problem(elements.count, schema, "Items", name, "elements") {
            return problem
        }
        guard let inner = schema["items"] else { return nil }
        for (index, element) in elements.enumerated() {
            if let problem = problem(element, inner, at: "\(place)[\(index)]") { return problem }
        }
        return nil
    }

    private static func problem(
        _ count: Int, _ schema: JSONValue, _ ending: String, _ name: String, _ what: String
    ) -> String? {
        if case .integer(let least)? = schema["min\(ending)"], count < least {
            return "\(name) has \(count) \(what), fewer than \(least)"
        }
        if case .integer(let most)? = schema["max\(ending)"], count > most {
            return "\(name) has \(count) \(what), more than \(most)"
        }
        return nil
    }

    private static func problem(
        _ number: Double, _ schema: JSONValue, _ name: String
    ) -> String? {
        if let least = bound(schema["minimum"]), number < least { return "\(name) is too small" }
        if let most = bound(schema["maximum"]), number > most { return "\(name) is too large" }
        return nil
    }

    private static func bound(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number)?: Double(number)
        case .float(let number)?: number
        default: nil
        }
    }

    private static func hasType(_ value: JSONValue, _ type: JSONValue) -> Bool {
        switch type {
        case .array(let types): types.contains { hasType(value, $0) }
        case .string(let name):
            switch (value, name) {
            case (.object, "object"), (.array, "array"), (.string, "string"), (.integer, "integer"),
                (.integer, "number"), (.float, "number"), (.boolean, "boolean"), (.null, "null"):
                true
            case (.float(let number), "integer"): number == number.rounded()
            default: false
            }
        default: false
        }
    }
}
