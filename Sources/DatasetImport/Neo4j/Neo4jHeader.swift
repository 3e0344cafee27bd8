internal import Diagnostics
internal import MedGraph

/// A header of neo4j-admin's CSV: what each column of a file of nodes or of relationships is.
///
/// **Source**: Neo4j operations manual, "Import", section "CSV header format".
struct Neo4jHeader {
    var fields: [Neo4jField]

    /// - Throws: for a type of column that nobody knows.
    init(_ cells: [String], file: String) throws(InputError) {
        fields = []
        for cell in cells { fields.append(try Neo4jField(cell, file: file)) }
    }

    /// Whether cells are a header at all: some column is an id, an end, a label or a type.
    static func isHeader(_ cells: [String]) -> Bool {
        cells.contains { cell in
            guard let role = try? Neo4jField(cell, file: "").role else { return false }
            switch role {
            case .id, .start, .end, .labels, .type: return true
            case .property, .ignored: return false
            }
        }
    }

    var isOfRelationships: Bool {
        fields.contains { if case .start = $0.role { true } else { false } }
            || fields.contains { if case .end = $0.role { true } else { false } }
    }

    /// Where the column of a role stands.
    func index(_ isRole: (Neo4jField.Role) -> Bool) -> Int? {
        fields.firstIndex { isRole($0.role) }
    }
}

/// One column of a header, such as `name:string[]` or `id:ID(Disease){label:Disease}`.
struct Neo4jField {
    enum Role {
        /// Names of nodes, in a space; `label` says of which label they are the key.
        case id(space: String, label: String?)
        case start(space: String)
        case end(space: String)
        case labels, type, ignored
        case property(ValueType)
    }

    /// What stands before the colon; empty if nothing does.
    var name: String
    var role: Role
    /// Whether names are integers: the option `id-type` says so.
    var hasIntegers = false
    /// The type as it is written, where values of it are kept as text.
    var textualType: String?

    init(_ cell: String, file: String) throws(InputError) {
        var text = cell[...]
        var options: [String: String] = [:]
        if text.last == "}", let brace = text.lastIndex(of: "{") {
            options = Self.options(text[text.index(after: brace)...].dropLast())
            text = text[..<brace]
        }
        var space = ""
        if text.last == ")", let bracket = text.lastIndex(of: "(") {
            space = String(text[text.index(after: bracket)...].dropLast())
            text = text[..<bracket]
        }
        guard let colon = text.lastIndex(of: ":") else {
            (name, role) = (cell, .property(.scalar(.string)))
            return
        }
        name = String(text[..<colon])
        let type = String(text[text.index(after: colon)...])
        switch type.uppercased() {
        case "ID":
            role = .id(space: space, label: options["label"])
        case "START_ID": role = .start(space: space)
        case "END_ID": role = .end(space: space)
        case "LABEL": role = .labels
        case "TYPE": role = .type
        case "IGNORE": role = .ignored
        default: (role, textualType) = try Self.property(type, cell, file)
        }
        hasIntegers = ["byte", "short", "int", "long"].contains(options["id-type"] ?? "")
    }

    private static let scalars: [String: ValueType.ScalarType] = [
        "": .string, "string": .string, "char": .string, "boolean": .boolean, "byte": .integer,
        "short": .integer, "int": .integer, "long": .integer, "float": .float, "double": .float,
    ]

    /// Types whose values are kept as text.
    private static let textualTypes = [
        "point", "date", "localtime", "time", "localdatetime", "datetime", "duration",
    ]

    private static func property(
        _ type: String, _ cell: String, _ file: String
    ) throws(InputError) -> (Role, String?) {
        let isList = type.hasSuffix("[]")
        let name = (isList ? String(type.dropLast(2)) : type).lowercased()
        let isTextual = textualTypes.contains(name)
        guard let scalar = isTextual ? .string : scalars[name] else {
            let names = scalars.keys.filter { !$0.isEmpty }.sorted() + textualTypes
            throw InputError(
                "no type of columns is named `\(type)`",
                at: .init(file: file, line: 1, columnName: cell),
                hint: NearMiss.hint(for: name, among: names)
                    ?? "the types are \(names.quotedList)")
        }
        return (.property(isList ? .list(scalar) : .scalar(scalar)), isTextual ? name : nil)
    }

    /// `label:Disease, id-type:long` as pairs.
    private static func options(_ text: Substring) -> [String: String] {
        var options: [String: String] = [:]
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            options[String(parts[0].trimmingBlanks)] = String(parts[1].trimmingBlanks)
        }
        return options
    }
}
