internal import MedGraph
internal import ResultPrinting

extension Shell {
    /// `:schema`: what is in the graph, by label, type and index.
    func showSchema(_ place: Place?) -> Bool {
        let information: Information
        do { information = try connection.information() } catch {
            report(error, place)
            return false
        }
        let tables = [
            table(
                ["label", "nodes", "properties"],
                information.labels.map {
                    [$0.name, "\($0.count)", Self.list($0.properties)]
                }),
            table(
                ["type", "relationships", "joins", "properties"],
                information.types.map { type in
                    [
                        type.name, "\(type.count)",
                        type.ends.map { "\($0.start) → \($0.end)" }.joined(separator: ", "),
                        Self.list(type.properties, weight: type.weight),
                    ]
                }),
            table(
                ["index", "label", "property", "kind", "values"],
                information.indexes.map {
                    [
                        $0.name, $0.label, $0.property, Self.name(of: $0.kind),
                        "\($0.distinctValueCount)",
                    ]
                }),
        ].compactMap(\.self)
        write(tables.isEmpty ? "the graph is empty\n" : tables.joined(separator: "\n"))
        return true
    }

    private func table(_ header: [String], _ rows: [[String]]) -> String? {
        guard !rows.isEmpty else { return nil }
        let layout = ResultTable.Layout(width: surroundings.width(), isWrapping: true)
        return ResultTable(header: header, rows: rows, layout: layout).text
    }

    private static func list(
        _ properties: [Information.PropertyCount], weight: String? = nil
    ) -> String {
        properties.map { property in
            "\(property.key): \(property.type)" + (property.key == weight ? " (weight)" : "")
        }.joined(separator: ", ")
    }

    private static func name(of kind: IndexKind) -> String {
        switch kind {
        case .plain: "plain"
        case .unique: "unique"
        case .identity: "key"
        }
    }
}
