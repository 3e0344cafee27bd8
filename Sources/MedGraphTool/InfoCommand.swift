internal import ArgumentParser
internal import DatasetImport
internal import Diagnostics
internal import Foundation
internal import MedGraph

/// `medgraph info`: what is in a database.
struct InfoCommand: DatabaseCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show what is in a database.",
        discussion: """
            Counts by label, type and source, the properties with their types, the indexes, and \
            the size of the file. The counts are kept, not made, so this is quick for any size.

            EXAMPLES
              medgraph info my.mdb
              medgraph info my.mdb --hash
              medgraph info my.mdb --format json | jq .labels
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @Argument(help: ArgumentHelp("The database.", valueName: "DB"))
    var database: String

    @Option(help: "How to print: table or json.")
    var format = Format.table

    @Flag(help: "Also compute the content hash, which takes a walk over everything.")
    var hash = false

    func run() throws {
        try reporting {
            let database = try openForReading()
            let information = try database.information()
            let hash = hash ? try database.contentHash() : nil
            let text =
                switch format {
                case .table: information.text(path: self.database, hash: hash)
                case .json: try information.json(hash: hash) + "\n"
                }
            try StandardOutput.write(text)
        }
    }
}

// MARK: For people

extension Information {
    fileprivate func text(path: String, hash: String?) -> String {
        var lines = [
            "\(path): \(Int(nodeCount).counted("node")), "
                + "\(Int(relationshipCount).counted("relationship")), "
                + "\(Self.megabytes(fileByteCount)) MB, format version \(formatVersion)"
        ]
        if let hash { lines.append("content \(hash)") }
        func section(_ header: [String], _ rows: [[String]], wrapping widths: [Int: Int] = [:]) {
            guard !rows.isEmpty else { return }
            lines.append("")
            lines +=
                TextTable(
                    header: header, rows: rows, alignments: [.left, .right, .left, .left],
                    wrapping: widths
                ).lines
        }
        section(
            ["label", "nodes", "properties"],
            labels.map { [$0.name, Int($0.count).grouped, Self.list($0.properties)] },
            wrapping: [2: Self.width(beside: labels.map(\.name), ["nodes"])])
        section(
            ["type", "relationships", "joins", "properties"],
            types.map { type in
                [
                    type.name, Int(type.count).grouped, Self.list(type.ends),
                    Self.list(type.properties, weight: type.weight),
                ]
            },
            wrapping: [
                2: Self.joinsWidth,
                3: Self.width(beside: types.map(\.name), ["relationships"]) - Self.joinsWidth - 2,
            ])
        section(
            ["source", "relationships", "version", "licence"],
            sources.map {
                [
                    $0.source.name.isEmpty ? "none" : $0.source.name, Int($0.count).grouped,
                    $0.source.version, $0.source.license,
                ]
            })
        section(
            ["index", "values", "kind"],
            indexes.map {
                ["\($0.label).\($0.property)", Int($0.distinctValueCount).grouped, $0.kind.name]
            })
        return lines.map { $0 + "\n" }.joined()
    }

    /// Lines are no wider than this, as far as names allow it.
    private static let lineWidth = 100
    private static let joinsWidth = 30

    /// What is left of a line beside a column of names and others that are as wide as their titles.
    private static func width(beside names: [String], _ titles: [String]) -> Int {
        let taken = (names.map(\.count).max() ?? 0) + titles.reduce(0) { $0 + $1.count + 2 }
        return max(lineWidth - taken - 2, joinsWidth)
    }

    private static func list(_ properties: [PropertyCount], weight: String? = nil) -> String {
        properties.map { property in
            "\(property.key): \(property.type)" + (property.key == weight ? " (weight)" : "")
        }.joined(separator: ", ")
    }

    private static func list(_ ends: [Ends]) -> String {
        let shown = ends.prefix(3).map { "\($0.start) → \($0.end)" }.joined(separator: ", ")
        return ends.count > 3 ? shown + ", …" : shown
    }

    private static func megabytes(_ byteCount: Int) -> String {
        let tenths = (byteCount + 50_000) / 100_000
        return "\((tenths / 10).grouped).\(tenths % 10)"
    }
}

extension IndexKind {
    fileprivate var name: String {
        switch self {
        case .plain: "plain"
        case .unique: "unique"
        case .identity: "key"
        }
    }
}

// MARK: For programs

extension Information {
    fileprivate func json(hash: String?) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Document(self, hash)), as: UTF8.self)
    }

    /// The keys of the JSON form.
    private struct Document: Encodable {
        struct Property: Encodable {
            let key, type: String
            let count: UInt64
        }

        struct Label: Encodable {
            let name: String
            let count: UInt64
            let properties: [Property]
        }

        struct Ends: Encodable {
            let start, end: String
            let count: UInt64
        }

        struct RelationshipType: Encodable {
            let name: String
            let count: UInt64
            let weight: String?
            let properties: [Property]
            let ends: [Ends]
        }

        struct SourceCount: Encodable {
            let name, version, license: String
            let count: UInt64
        }

        struct Index: Encodable {
            let name, label, property, kind: String
            let values: UInt64
        }

        let formatVersion: UInt32
        let bytes: Int
        let nodes, relationships: UInt64
        let content: String?
        let labels: [Label]
        let types: [RelationshipType]
        let sources: [SourceCount]
        let indexes: [Index]

        init(_ information: Information, _ hash: String?) {
            func properties(_ counts: [PropertyCount]) -> [Property] {
                counts.map { Property(key: $0.key, type: "\($0.type)", count: $0.count) }
            }
            formatVersion = information.formatVersion
            bytes = information.fileByteCount
            nodes = information.nodeCount
            relationships = information.relationshipCount
            content = hash
            labels = information.labels.map {
                Label(name: $0.name, count: $0.count, properties: properties($0.properties))
            }
            types = information.types.map { type in
                RelationshipType(
                    name: type.name, count: type.count, weight: type.weight,
                    properties: properties(type.properties),
                    ends: type.ends.map { Ends(start: $0.start, end: $0.end, count: $0.count) })
            }
            sources = information.sources.map {
                SourceCount(
                    name: $0.source.name, version: $0.source.version, license: $0.source.license,
                    count: $0.count)
            }
            indexes = information.indexes.map {
                Index(
                    name: $0.name, label: $0.label, property: $0.property, kind: $0.kind.name,
                    values: $0.distinctValueCount)
            }
        }
    }
}
