internal import DatasetImport
internal import MedGraph

/// What a dump must know of a graph before it writes the first line.
struct DumpSurvey {
    private(set) var names: NodeNames
    private(set) var losses: [DumpLoss] = []
    /// The types of each property, of nodes and relationships that share a file.
    private(set) var groups: [DumpGroup: [ExactName: Set<PropertyType>]] = [:]
    private(set) var labels: Set<ExactName> = []
    /// The ASCII characters that stand in labels or in texts within lists.
    private(set) var listCharacters = [Bool](repeating: false, count: 128)

    init(_ content: GraphContent, _ format: DumpFormat) throws(DumpError) {
        let hasOneSpace = format == .kgx || format == .graphML
        names = NodeNames(content, property: hasOneSpace ? ElementNames.keyProperty : nil)
        var survey = self
        var counts: [String: Int] = [:]
        let finder = DumpLossFinder(format)
        do throws(MedGraphError) {
            try content.forEachNode { node in
                survey.names.take(node)
                let key = survey.names.key(node)
                for loss in finder.losses(node, key) { counts[loss, default: 0] += 1 }
                for label in node.labels where survey.labels.insert(ExactName(label)).inserted {
                    survey.note(label)
                }
                survey.note(node.properties, in: .nodes(of: key))
                return true
            }
            // Only when all nodes are named is it known what the ends are called.
            let names = survey.names
            let needsEnds = format == .neo4jCSV
            try content.forEachRelationship { relationship in
                for loss in finder.losses(relationship) { counts[loss, default: 0] += 1 }
                var start: NodeNames.Key?
                var end: NodeNames.Key?
                if needsEnds {
                    start = (try? content.node(relationship.start)).flatMap { $0 }
                        .flatMap(names.key)
                    end = (try? content.node(relationship.end)).flatMap { $0 }.flatMap(names.key)
                }
                survey.note(
                    relationship.properties,
                    in: .relationships(ExactName(relationship.type), .init(start), .init(end)))
                return true
            }
        } catch { throw .database(error) }
        self = survey
        if format == .neo4jCSV, arrayDelimiter == nil {
            counts["lists of texts in which every character that could part them occurs"] = 1
        }
        losses = counts.sorted { $0.key < $1.key }.map { DumpLoss(what: $0.key, count: $0.value) }
    }

    /// The character that parts lists in cells: one that stands in none of their texts.
    var arrayDelimiter: Character? {
        let candidates: [Character] = [";", "|", "\u{1F}", "\u{1E}", "\u{1D}", "~", "^", "#", "@"]
        return candidates.first { character in
            character.asciiValue.map { !listCharacters[Int($0)] } ?? false
        }
    }

    private mutating func note(_ properties: [GraphContent.Property], in group: DumpGroup) {
        // A group without properties has a file too.
        if groups[group] == nil { groups[group] = [:] }
        for property in properties {
            groups[group]?[ExactName(property.key), default: []].insert(property.value.type)
            if case .list(.strings(let texts)) = property.value {
                for text in texts { note(text) }
            }
        }
    }

    private mutating func note(_ text: String) {
        for byte in text.utf8 where byte < 128 { listCharacters[Int(byte)] = true }
    }
}

/// Nodes or relationships whose names are of the same kinds.
enum DumpGroup: Hashable {
    case nodes(Naming)
    case relationships(ExactName, Naming, Naming)

    /// How nodes are named: by the key of a label, or within the dump alone.
    struct Naming: Hashable {
        let label: String?
        let property: String?
        let isInteger: Bool

        init(_ key: NodeNames.Key?) {
            label = key?.label
            property = key?.property
            isInteger = key?.isInteger ?? false
        }
    }

    static func nodes(of key: NodeNames.Key?) -> DumpGroup { .nodes(Naming(key)) }
}
