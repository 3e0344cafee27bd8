import Diagnostics
import MedGraph
import Testing

@testable import DatasetImport

/// Cells with an inner form: parts, proportions, words of other tables.
@Suite struct CellFormTests {
    private func mapping(_ table: String, _ rules: String) -> String {
        """
        mapping: 1
        source: {name: Test, license: CC0}
        labels: {D: {key: id}}
        tables:
          - file: t.tsv
            format: tsv
            \(table)
            nodes:
              - \(rules)
        """
    }

    private func failure(_ table: String, _ rules: String, _ text: String) throws -> InputError {
        try SmallImport(mapping(table, rules), ["t.tsv": text]).failure()
    }

    @Test func `split makes columns of the parts of a cell`() throws {
        let (graph, audit) = try SmallImport(
            mapping(
                "split: [{column: a, pattern: '{p}:{q}'}]",
                "{label: D, key: id, properties: {p: p, q: q}}"),
            ["t.tsv": "id\ta\n1\tx:y\n2\t\n3\ta:b:c\n"]
        ).run()
        #expect(graph.node("D", "1")?.properties == ["id": "1", "p": "x", "q": "y"])
        #expect(graph.node("D", "2")?.properties == ["id": "2"])
        #expect(graph.node("D", "3")?.properties["p"] == "a:b")
        #expect(audit.tables[0].unusedColumnNames.isEmpty)
    }

    @Test func `a cell without the form is told with its place`() throws {
        let error = try failure(
            "split: [{column: a, pattern: '{p}:{q}'}]", "{label: D, key: id, properties: {p: p}}",
            "id\ta\n1\tx:y\n2\txy\n")
        #expect(error.message == "`xy` does not have the pattern's form")
        #expect(error.place?.line == 3)
        #expect(error.place?.columnName == "a")
    }

    @Test(
        arguments: [
            ("1/4", 0.25), ("0/3", 0), ("25%", 0.25), ("12.5 %", 0.125), ("0.3", 0.3), ("1", 1),
            ("high", 0.9),
        ] as [(String, Double)])
    func `a proportion is read however it is written`(text: String, value: Double) throws {
        let (graph, _) = try SmallImport(
            mapping(
                "",
                "{label: D, key: id, properties: {f: {column: f, type: proportion,"
                    + " values: {high: '0.9'}, partial: true}}}"),
            ["t.tsv": "id\tf\n1\t\(text)\n"]
        ).run()
        #expect(graph.node("D", "1")?.properties["f"] == .float(value))
    }

    @Test(arguments: ["3/2", "1/0", "-1/2", "120%", "1.5", "-0.1", "a/b", "nan", "/"])
    func `what is no proportion is refused`(text: String) throws {
        let error = try failure(
            "", "{label: D, key: id, properties: {f: {column: f, type: proportion}}}",
            "id\tf\n1\t\(text)\n")
        #expect(error.place?.line == 2, "\(error)")
    }

    @Test func `a name is looked up in another column`() throws {
        let lookup = "lookup: {file: t.tsv, from: name, to: id, also: {root: '0'}}"
        let mapping = """
            mapping: 1
            source: {name: Test, license: CC0}
            labels: {D: {key: id}}
            tables:
              - file: t.tsv
                format: tsv
                nodes:
                  - {label: D, key: id, properties: {name: name}}
                  - {label: D, key: {column: parent, \(lookup)}}
                relationships:
                  - type: IS_A
                    start: {label: D, key: id}
                    end: {label: D, key: {column: parent, \(lookup)}}
            """
        let good = "id\tname\tparent\n1\tone\troot\n2\ttwo, too\tone\n"
        let (graph, _) = try SmallImport(mapping, ["t.tsv": good]).run()
        #expect(graph.between("IS_A", "2", "1").count == 1)
        #expect(graph.between("IS_A", "1", "0").count == 1)
        let missing = try SmallImport(mapping, ["t.tsv": good + "3\tthree\tfour\n"]).failure()
        #expect(missing.message == "`t.tsv` has no `name` that is `four`")
        #expect(missing.place?.line == 4)
        let twice = try SmallImport(mapping, ["t.tsv": good + "3\tone\troot\n"]).failure()
        #expect(twice.message == "`one` stands for several `id` in `t.tsv`")
    }

    @Test func `rows are left out by how a cell begins`() throws {
        let (graph, _) = try SmallImport(
            mapping("unless: {name: {begins: 'obsolete '}}", "{label: D, key: id}"),
            ["t.tsv": "id\tname\n1\tobsolete x\n2\tobsoletely fine\n"]
        ).run()
        #expect(graph.node("D", "1") == nil)
        #expect(graph.node("D", "2") != nil)
    }

    @Test func `a column that some files lack is empty there`() throws {
        let text = mapping(
            "optional_columns: [name]", "{label: D, key: id, properties: {name: name}}")
        let (without, _) = try SmallImport(text, ["t.tsv": "id\n1\n"]).run()
        #expect(without.node("D", "1")?.properties == ["id": "1"])
        let (with, _) = try SmallImport(text, ["t.tsv": "id\tname\n1\tx\n"]).run()
        #expect(with.node("D", "1")?.properties["name"] == "x")
    }

    @Test func `partial without values is refused`() throws {
        let error = try failure(
            "", "{label: D, key: id, properties: {f: {column: f, partial: true}}}", "id\tf\n1\tx\n")
        #expect(error.message.contains("`partial` speaks of `values`"))
    }
}
