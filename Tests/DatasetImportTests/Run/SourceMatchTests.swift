import Diagnostics
import Testing

@testable import DatasetImport

@Suite struct SourceMatchTests {
    @Test(arguments: [
        ("a.csv", "a.csv", true), ("a.csv", "a.csv.gz", true), ("a.csv", "b.csv", false),
        ("nodes_*.csv", "nodes_A.csv", true), ("nodes_*.csv", "nodes_.csv", true),
        ("nodes_*.csv", "edges_A.csv", false), ("*", "anything", true), ("?.csv", "é.csv", true),
        ("?.csv", "ab.csv", false), ("*a*b", "xaxxb", true), ("*a*b", "xbxa", false),
    ])
    func `patterns match names`(pattern: String, name: String, isMatch: Bool) {
        #expect(FileNamePattern(pattern).matches(name) == isMatch)
    }

    private static let mapping = """
        mapping: 1
        source: {name: Test, license: CC0}
        labels: {A: {key: id}}
        tables:
          - {file: "part_*.csv", format: csv, nodes: [{label: A, key: a}]}
          - {file: more.tsv, format: tsv, optional: true, nodes: [{label: A, key: a}]}
        """

    private func match(
        _ names: [String], inFolder: Bool = false, format: TableFormat? = nil
    ) throws(InputError) -> SourceMatch {
        let candidates = names.map {
            SourceMatch.Candidate(
                file: InputFile(name: "in/\($0)", bytes: []), name: $0, isRequired: !inFolder)
        }
        return try SourceMatch(
            Mapping(yaml: Self.mapping, file: "m.yaml"), candidates: candidates, format: format)
    }

    @Test func `a pattern may stand for several files, which are read by name`() throws {
        let found = try match(["part_2.csv.gz", "part_1.csv"])
        #expect(found.tables.map(\.index) == [0])
        #expect(found.tables[0].files.map(\.name) == ["in/part_1.csv", "in/part_2.csv.gz"])
    }

    @Test func `files of a folder may be left over, named files may not`() throws {
        let found = try match(["part_1.csv", "README.md", "more.tsv"], inFolder: true)
        #expect(found.unusedNames == ["in/README.md"])
        #expect(found.tables.map(\.index) == [0, 1])
        let error = try #require(throws: InputError.self) {
            _ = try match(["part_1.csv", "README.md"])
        }
        #expect(error.place?.file == "in/README.md")
    }

    @Test func `a table needs its file unless it is optional`() throws {
        let error = try #require(throws: InputError.self) {
            _ = try match(["prat_1.csv", "more.tsv"], inFolder: true)
        }
        #expect(error.message == "no file is named `part_*.csv`")
        #expect(error.hint == "there is `prat_1.csv`; the mapping's `file` may say so")
    }

    @Test func `a format says what files of any name are`() throws {
        let found = try match(["data.bin"], format: .csv)
        #expect(found.tables[0].files.map(\.name) == ["in/data.bin"])
        let error = try #require(throws: InputError.self) {
            _ = try match(["data.bin"], format: .hetionetJSON)
        }
        #expect(error.message.contains("has no table of format `hetionet-json`"))
    }
}
