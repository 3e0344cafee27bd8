import Diagnostics
import MedGraph
import Testing

@testable import DatasetImport

@Suite struct MappingReaderTests {
    private static let start = """
        mapping: 1
        source: {name: Test, license: CC0}
        labels: {Disease: {key: id}, Gene: {key: id, type: integer}}
        tables:

        """

    @Test func `a whole mapping is read`() throws {
        let mapping = try Mapping(yaml: fixture("complete.yaml"), file: "complete.yaml")
        #expect(
            mapping.source == Source(name: "Example", version: "2", license: "CC BY 4.0"))
        #expect(mapping.url == "https://example.org")
        #expect(mapping.labels.map(\.name) == ["Disease", "Symptom", "Gene"])
        #expect(mapping.label(named: "Gene")?.keyType == .integer)
        #expect(mapping.tables.map(\.format) == [.csv, .tsv])
        #expect(mapping.tables[1].dialect.columnNames == ["gene", "disease", "score"])
        #expect(mapping.tables[1].relationships[0].source.license == "CC0")
        #expect(mapping.tables[1].relationships[0].source.name == "Example")
    }

    @Test func `every mapping that ships is valid`() throws {
        for preset in MappingPreset.all {
            #expect(!(try preset.mapping().source.license.isEmpty))
        }
    }

    @Test(
        arguments: [
            ("", "the mapping is empty", nil, nil),
            ("mapping: [1", "the mapping is no YAML", 2, nil),
            ("- a", "the mapping must be a mapping of", 1, 1),
            ("mapping: 1\nlables: {}", "the mapping has no key `lables`", 2, 1),
            ("mapping: 2\n", "this is a mapping of version 2", 1, 10),
            ("mapping: 1\n", "the mapping lacks `source`", 1, 1),
            ("mapping: 1\nsource: {name: X}", "`source` lacks `license`", 2, 9),
            ("mapping: 1\nsource: {name: X, license: ''}", "`license` is empty", 2, 28),
            ("mapping: 1\nsource: {license: CC0}", "`source` lacks `name`", 2, 9),
            ("mapping: 1\nsource: {name: X, license: Y}\nsource: {name: Z}", "stands twice", 2, 1),
        ] as [(String, String, Int?, Int?)])
    func `what is wrong at the top is told with its place`(
        yaml: String, message: String, line: Int?, column: Int?
    ) throws {
        let error = try failure(yaml)
        #expect(error.message.contains(message), "\(error)")
        if let line { #expect(error.place?.line == line, "\(error)") }
        if let column { #expect(error.place?.column == column, "\(error)") }
    }

    @Test(
        arguments: [
            ("- {file: a.csv}", "a table lacks `format`", 3),
            ("- {file: a.csv, format: cvs}", "no format is named `cvs`", 25),
            ("- {file: x/a.csv, format: csv}", "`file` is a file's name without folder", 10),
            ("- {file: a.csv, format: csv}", "this table makes no `nodes`", 3),
            ("- {file: a.csv, format: csv, header: false}", "a table without header needs", 38),
            ("- {file: a.csv, format: csv, columns: [a]}", "a table with a header takes", 39),
            ("- {file: a.csv, format: csv, delimiter: ab}", "`ab` is not one ASCII character", 41),
            (
                "- {file: a.sif, format: hetionet-sif, nodes: [{label: Disease, key: a}]}",
                "a table in a Hetionet format has no rules", 3
            ),
            (
                "- {file: a.csv, format: csv, nodes: [{label: Diseas, key: a}]}",
                "`labels` has no `Diseas`", 46
            ),
            (
                "- {file: a.csv, format: csv, nodes: [{label: Disease, key: {column: a, type: string}}]}",
                "the type of a key stands under `labels`", 60
            ),
            (
                "- {file: a.csv, format: csv, nodes: [{label: Disease, key: 'x:{a'}]}",
                "`x:{a` is no template", 60
            ),
            (
                "- {file: a.csv, format: csv, nodes: [{label: Disease, key: a, properties: [id]}]}",
                "`id` is the key already", 76
            ),
            (
                "- {file: a.csv, format: csv, nodes: [{label: Disease, key: a, properties: [b, b]}]}",
                "the property `b` stands twice", 79
            ),
            (
                "- {file: a.csv, format: csv, nodes: [{label: Disease, key: a, properties: "
                    + "{b: {column: c, type: flaot}}}]}", "no type is named `flaot`", 97
            ),
            (
                "- {file: a.csv, format: csv, nodes: [{label: Disease, key: a, properties: "
                    + "{b: {constant: x, type: integer}}}]}", "`x` is not an integer", 90
            ),
            (
                "- {file: a.csv, format: csv, relationships: [{type: T, start: {label: Disease, key: a}, "
                    + "end: {label: Gene, key: b}, weight: w}]}", "`weight` names `w`", 125
            ),
        ] as [(String, String, Int)])
    func `what is wrong in a table is told with its place`(
        table: String, message: String, column: Int
    ) throws {
        let error = try failure(Self.start + table)
        #expect(error.message.contains(message), "\(error)")
        #expect(error.place == .init(file: "m.yaml", line: 5, column: column), "\(error)")
    }

    @Test func `a near name is offered`() throws {
        let table = "- {file: a.csv, format: csv, nodes: [{label: Diseas, key: a}]}"
        #expect(try failure(Self.start + table).hint == "did you mean `Disease`?")
        #expect(try failure("mapping: 1\nlables: {}").hint == "did you mean `labels`?")
    }

    @Test func `a type has one weight`() throws {
        let table = """
              - file: a.csv
                format: csv
                relationships:
                  - {type: T, start: {label: Disease, key: a}, end: {label: Disease, key: b},
                     weight: x, properties: {x: {column: x, type: float}}}
                  - {type: T, start: {label: Disease, key: a}, end: {label: Disease, key: b},
                     weight: y, properties: {y: {column: y, type: float}}}
            """
        let error = try failure(Self.start + table)
        #expect(error.message == "`T` has two weights, `x` and `y`")
        #expect(error.place?.line == 10)
    }

    private func failure(_ yaml: String) throws -> InputError {
        try #require(throws: InputError.self) { _ = try Mapping(yaml: yaml, file: "m.yaml") }
    }
}
