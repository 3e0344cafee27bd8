internal import DatasetImport
internal import MedGraph

/// Says what of a node or a relationship a format cannot hold.
struct DumpLossFinder {
    private let format: DumpFormat

    init(_ format: DumpFormat) { self.format = format }

    func losses(_ node: GraphContent.Node, _ key: NodeNames.Key?) -> [String] {
        var losses: [String] = []
        switch format {
        case .neo4jCSV, .cypher:
            if node.labels.contains("") { losses.append("labels without letters") }
        case .kgx:
            if node.value(of: "category") != nil {
                losses.append("the property `category` of nodes")
            }
            if key == nil, node.value(of: ElementNames.keptKey) != nil {
                losses.append("the property `\(ElementNames.keptKey)` of nodes without key")
            }
        case .graphML:
            if node.labels.contains(where: \.hasCharactersUnknownToXML) {
                losses.append("control characters in labels")
            }
        }
        return losses + self.losses(node.properties, of: "nodes")
    }

    func losses(_ relationship: GraphContent.Relationship) -> [String] {
        var losses: [String] = []
        func refuse(_ names: [String]) {
            for name in names
            where relationship.properties.contains(where: { $0.key == name }) {
                losses.append("the property `\(name)` of relationships")
            }
        }
        let sourceNames = [
            ElementNames.source, ElementNames.sourceVersion, ElementNames.sourceLicense,
        ]
        switch format {
        case .neo4jCSV:
            refuse(sourceNames)
            if relationship.type.isEmpty { losses.append("types without letters") }
        case .kgx:
            refuse(sourceNames + ["subject", "predicate", "object"])
            let id = relationship.properties.first { $0.key == ElementNames.keyProperty }?.value
            if case .string(let text)? = id, ElementNames.isBlank(text) {
                losses.append("the property `id` of relationships where it begins with `_:`")
            }
            if relationship.type.isEmpty { losses.append("types without letters") }
        case .graphML:
            refuse(sourceNames)
            let source = relationship.source
            let texts = [relationship.type, source.name, source.version, source.license]
            if texts.contains(where: \.hasCharactersUnknownToXML) {
                losses.append("control characters in types or sources")
            }
        case .cypher:
            if relationship.type.isEmpty { losses.append("types without letters") }
            if relationship.source != Source(name: "", version: "", license: "") {
                losses.append("sources of relationships")
            }
        }
        return losses + self.losses(relationship.properties, of: "relationships")
    }

    private func losses(_ properties: [GraphContent.Property], of what: String) -> [String] {
        properties.compactMap { property in
            switch format {
            case .neo4jCSV:
                if property.key.isEmpty { return "properties without name" }
                if property.key.utf8.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
                    return "properties with a line end in their name"
                }
                if case .list(.strings([""])) = property.value {
                    return "lists of one empty text, in `\(property.key)` of \(what)"
                }
                return nil
            case .kgx: return nil
            case .graphML:
                if property.key.hasCharactersUnknownToXML {
                    return "control characters in names of properties"
                }
                // Lists stand there as JSON, which has escapes.
                if case .string(let text) = property.value, text.hasCharactersUnknownToXML {
                    return "control characters in `\(property.key)` of \(what)"
                }
                return nil
            case .cypher: return property.key.isEmpty ? "properties without name" : nil
            }
        }
    }
}

extension String {
    /// Whether there are characters that XML cannot hold, escaped or not.
    var hasCharactersUnknownToXML: Bool {
        unicodeScalars.contains { !$0.isKnownToXML }
    }
}

extension Unicode.Scalar {
    /// **Source**: W3C, XML 1.0, section 2.2.
    var isKnownToXML: Bool {
        value >= 0x20 && value != 0xFFFE && value != 0xFFFF || [0x9, 0xA, 0xD].contains(value)
    }
}
