internal import MedGraph

/// How KGX writes labels, types and names, and which of its columns hold lists.
package enum KGXNames {
    package static let prefix = "biolink:"
    /// What KGX calls a thing without category.
    package static let rootLabel = "NamedThing"

    /// Columns of TSV files whose cells are lists, parted by bars.
    static let listColumns: Set<String> = [
        "aggregator_knowledge_source", "broad_synonym", "category", "equivalent_identifiers",
        "exact_synonym", "has_evidence", "in_taxon", "narrow_synonym", "provided_by",
        "publications", "qualifiers", "related_synonym", "same_as", "synonym", "xref",
    ]

    /// The label of a category: `biolink:Disease` is `Disease`, anything else stays.
    static func label(_ category: String) -> String { withoutPrefix(category) ?? category }

    /// The type of a predicate: `biolink:subclass_of` is `SUBCLASS_OF`; a predicate without the
    /// prefix, or with other letters behind it, stays as it is written.
    static func type(_ predicate: String) -> String {
        guard let name = withoutPrefix(predicate) else { return predicate }
        return isSnakeCase(name) ? name.uppercased() : name
    }

    /// The category that ``label(_:)`` reads back.
    package static func category(_ label: String) -> String { prefix + label }

    /// The predicate that ``type(_:)`` reads back.
    package static func predicate(_ type: String) -> String {
        let lower = type.lowercased()
        if isSnakeCase(lower), lower.uppercased() == type { return prefix + lower }
        return withoutPrefix(type) == nil ? type : prefix + type
    }

    /// Byte by byte: an accent behind the colon would be one character with it.
    private static func withoutPrefix(_ name: String) -> String? {
        name.utf8.starts(with: prefix.utf8)
            ? String(decoding: name.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : nil
    }

    private static func isSnakeCase(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
            }
    }
}

/// Makes elements of the members of KGX's nodes and edges.
struct KGXElements {
    let source: Source
    let space: NameSpace

    init(_ scope: ElementScope) {
        source = scope.source
        space = NameSpace(name: "", stubLabel: scope.label ?? KGXNames.rootLabel)
    }

    /// - Parameter categories: nil if the node says nothing of them.
    func node(
        id: String, categories: [String]?, properties: [ElementProperty], line: Int
    ) -> NodeElement {
        let labels = categories.map { $0.map(KGXNames.label) } ?? [space.stubLabel]
        var properties = properties
        var identity: NamedNodeBatch.Identity?
        if ElementNames.isBlank(id) {
            if let index = properties.firstIndex(where: { $0.name == ElementNames.keptKey }) {
                properties[index].name = ElementNames.keyProperty
            }
        } else {
            if let label = labels.first {
                identity = .init(label: label, keyProperty: ElementNames.keyProperty)
            } else {
                properties.append(ElementProperty(ElementNames.keyProperty, .string(id)))
            }
        }
        return NodeElement(
            name: .text(id), space: space, identity: identity, labels: labels,
            properties: properties, line: line)
    }

    /// - Parameter properties: all members but the three of the triple.
    func relationship(
        subject: String, predicate: String, object: String, properties: [ElementProperty],
        line: Int
    ) -> RelationshipElement {
        var source = source
        var kept: [ElementProperty] = []
        var texts: [String: String] = [:]
        for property in properties {
            switch (property.name, property.value) {
            case (ElementNames.source, .string(let text)),
                (ElementNames.sourceVersion, .string(let text)),
                (ElementNames.sourceLicense, .string(let text)):
                texts[property.name] = text
            case (ElementNames.keyProperty, .string(let id))
            where ElementNames.isBlank(id):
                break
            default: kept.append(property)
            }
        }
        if let name = texts[ElementNames.source] {
            source = Source(
                name: name, version: texts[ElementNames.sourceVersion] ?? "",
                license: texts[ElementNames.sourceLicense] ?? "")
        }
        return RelationshipElement(
            type: KGXNames.type(predicate), start: .init(name: .text(subject), space: space),
            end: .init(name: .text(object), space: space), source: source, properties: kept,
            line: line)
    }
}
