import Diagnostics
import Testing

@testable import DatasetImport

/// Which identifiers become one, and which stay apart.
@Suite struct IdentityClassesTests {
    private static let header = "#mapping set\nsubject_id\tpredicate_id\tobject_id\tsubject_label\n"

    /// Classes from rows such as `MONDO:1 DOID:2`.
    private func classes(
        _ pairs: [String], _ prefixes: [String]
    ) throws(InputError) -> IdentityClasses {
        let rows = pairs.map { pair in
            let ids = pair.split(separator: " ")
            return "\(ids[0])\tskos:exactMatch\t\(ids[1])\tx"
        }
        return try identities(Self.header + rows.joined(separator: "\n"), prefixes).classes
    }

    private func identities(
        _ text: String, _ prefixes: [String]
    ) throws(InputError) -> Identities {
        try Identities(
            [InputFile(name: "m.sssom.tsv", bytes: Array(text.utf8))],
            preferring: prefixes.map { IdentityPrefix($0) }, labels: ["Disease"])
    }

    private func shown(_ classes: IdentityClasses) -> [String] {
        classes.classes.map { "\($0.preferred): \($0.others.joined(separator: " "))" }
            + classes.ambiguities.map {
                "\($0.reason): \($0.ids.joined(separator: " ")) | "
                    + $0.unjoined.joined(separator: " ")
            }
    }

    @Test func `matches join over several steps, and the first prefix stands for all`() throws {
        let pairs = ["MONDO:1 DOID:5", "DOID:5 OMIM:7", "MONDO:2 DOID:6"]
        let found = try classes(pairs, ["OMIM", "MONDO", "DOID"])
        #expect(shown(found) == ["MONDO:2: DOID:6", "OMIM:7: DOID:5 MONDO:1"])
        let other = try classes(pairs, ["DOID", "MONDO", "OMIM"])
        #expect(shown(other) == ["DOID:5: MONDO:1 OMIM:7", "DOID:6: MONDO:2"])
    }

    @Test func `a prefix that is not asked for joins nothing`() throws {
        let found = try classes(["MONDO:1 OMIM:7", "OMIM:7 DOID:5"], ["MONDO", "DOID", "OMIM"])
        #expect(shown(found) == ["MONDO:1: DOID:5 OMIM:7"])
        let without = try classes(["MONDO:1 OMIM:7", "OMIM:7 DOID:5"], ["MONDO", "DOID"])
        #expect(shown(without) == [])
    }

    @Test func `prefixes are one however they are spelt`() throws {
        let found = try classes(
            ["MONDO:1 Orphanet:9", "mesh:D01 MONDO:1", "MIM:3 mondo:1"],
            ["mondo", "ORPHA", "MeSH", "OMIM"])
        #expect(shown(found) == ["MONDO:1: MESH:D01 OMIM:3 ORPHA:9"])
    }

    @Test func `two identifiers of one vocabulary leave the whole class apart`() throws {
        let found = try classes(
            ["MONDO:1 DOID:5", "MONDO:1 DOID:6", "DOID:6 OMIM:7", "MONDO:2 DOID:8"],
            ["MONDO", "DOID", "OMIM"])
        #expect(
            shown(found) == [
                "MONDO:2: DOID:8",
                "samePrefix: DOID:5 DOID:6 MONDO:1 OMIM:7 | DOID:5 DOID:6 MONDO:1 OMIM:7",
            ])
    }

    @Test func `a code that several diseases share joins none of them`() throws {
        let found = try classes(
            [
                "MONDO:1 DOID:5", "MONDO:2 DOID:6", "MONDO:1 ICD10CM:A00", "MONDO:2 ICD10CM:A00",
                "MONDO:2 ICD10CM:B00",
            ], ["MONDO", "DOID", "ICD10CM"])
        #expect(
            shown(found) == [
                "MONDO:1: DOID:5", "MONDO:2: DOID:6 ICD10CM:B00",
                "sharedCode: DOID:5 DOID:6 ICD10CM:A00 MONDO:1 MONDO:2 | ICD10CM:A00",
            ])
    }

    @Test func `a code that all identifiers of one disease name joins it`() throws {
        let found = try classes(
            ["MONDO:1 DOID:5", "MONDO:1 ICD10CM:A00", "DOID:5 ICD10CM:A00"],
            ["ICD10CM", "MONDO", "DOID"])
        #expect(shown(found) == ["ICD10CM:A00: DOID:5 MONDO:1"])
    }

    @Test func `a disease with several codes of one classification keeps them apart`() throws {
        let found = try classes(
            ["MONDO:1 DOID:5", "MONDO:1 ICD10CM:A00", "MONDO:1 ICD10CM:A01", "MONDO:1 ICD10:A00"],
            ["MONDO", "DOID", "ICD10CM", "ICD10"])
        #expect(
            shown(found) == [
                "MONDO:1: DOID:5 ICD10:A00",
                "severalCodes: DOID:5 ICD10CM:A00 ICD10CM:A01 MONDO:1 | ICD10CM:A00 ICD10CM:A01",
            ])
    }

    @Test func `codes that are matched to each other alone are a class`() throws {
        let found = try classes(["ICD10CM:A00 ICD10:A00"], ["ICD10", "ICD10CM"])
        #expect(shown(found) == ["ICD10:A00: ICD10CM:A00"])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `classes do not depend on the order of rows, nor on which side a term stands`(
        seed: UInt64
    ) throws {
        let pairs = [
            "MONDO:1 DOID:5", "MONDO:1 DOID:6", "DOID:6 OMIM:7", "MONDO:2 DOID:8",
            "MONDO:2 ICD10CM:A00", "MONDO:3 ICD10CM:A00", "MONDO:3 DOID:9", "MONDO:4 ICD10CM:B01",
            "MONDO:4 ICD10CM:B02", "DOID:9 OMIM:11", "OMIM:12 MONDO:4",
        ]
        var random = SeededRandom(state: seed)
        let shuffled = pairs.shuffled(using: &random).map { pair in
            Bool.random(using: &random)
                ? pair : pair.split(separator: " ").reversed().joined(separator: " ")
        }
        let prefixes = ["MONDO", "DOID", "OMIM", "ICD10CM"]
        #expect(try classes(shuffled, prefixes) == classes(pairs, prefixes))
    }

    @Test func `obsolete terms, other predicates and denials join nothing, and are counted`() throws
    {
        let text = """
            # a comment
            subject_id\tsubject_label\tpredicate_id\tpredicate_modifier\tobject_id\tobject_label
            MONDO:1\ta\tskos:exactMatch\t\tDOID:1\ta
            MONDO:2\tobsolete b\tskos:exactMatch\t\tDOID:2\tb
            MONDO:3\tc\tskos:exactMatch\t\tDOID:3\tobsolete c
            MONDO:4\td\tskos:broadMatch\t\tDOID:4\td
            MONDO:5\te\tskos:exactMatch\tNot\tDOID:5\te
            MONDO:6\tf\tskos:exactMatch\t\tUMLS:6\tf

            """
        let found = try identities(text, ["MONDO", "DOID"])
        #expect(shown(found.classes) == ["MONDO:1: DOID:1"])
        #expect(found.counts.read == 6)
        #expect(found.counts.used == 1)
        #expect(found.counts.obsolete == 2)
        #expect(found.counts.otherPredicate == 2)
        #expect(found.counts.otherPrefix == 1)
    }

    @Test func `a prefix that no row has is told with what was probably meant`() throws {
        let pairs = ["MONDO:1 DOID:5"]
        let near = try #require(throws: InputError.self) {
            try classes(pairs, ["MONDE", "DOID"])
        }
        #expect(near.message == "no identifier of the identity files begins with `MONDE:`")
        #expect(near.hint == "did you mean `MONDO`?")
        let far = try #require(throws: InputError.self) { try classes(pairs, ["UMLS"]) }
        #expect(far.hint == "they have `DOID` and `MONDO`")
        let none = try #require(throws: InputError.self) { try classes([], ["MONDO"]) }
        #expect(none.message == "the identity files have no exact match")
    }

    @Test func `an identifier without prefix is told by its place`() throws {
        let text = Self.header + "MONDO:1\tskos:exactMatch\tDOID5\tx\n"
        let error = try #require(throws: InputError.self) {
            try identities(text, ["MONDO", "DOID"])
        }
        #expect(
            error.description == """
                error: `DOID5` is no identifier with a prefix
                  ┌─ m.sssom.tsv:3:25 (column `object_id`)
                  = hint: identifiers are written as in `DOID:10763`
                """)
    }

    @Test func `a table that is not SSSOM is refused`() throws {
        let error = try #require(throws: InputError.self) {
            try identities("a\tb\n1\t2\n", ["MONDO"])
        }
        #expect(error.message == "the header has no `subject_id`")
    }
}
