import Foundation

/// The ICD-10 codes that the Disease Ontology gives its diseases: many to many, of different
/// depth, some of them ranges.
struct OntologyCodes {
    private let codes: [String: [String]]

    init() throws {
        let table = try CSVTable(
            StarterGraph.datasets.appending(path: "disease-ontology/ICD10inDO.tsv.gz"),
            delimiter: "\t")
        codes = Dictionary(
            table.rows.map { row in
                (row["id"], row["xrefs"].split(separator: ", ").map(Self.plain))
            }, uniquingKeysWith: +)
    }

    /// Whether a code of ours is one of a disease's, above or below it.
    func match(_ code: String, _ disease: String) -> Bool {
        let code = Self.plain(code[...])
        return codes[disease, default: []].contains { other in
            let ends = other.split(separator: "-")
            guard ends.count == 2 else { return code.hasPrefix(other) || other.hasPrefix(code) }
            return (ends[0].prefix(3)...ends[1].prefix(3)).contains(code.prefix(3))
        }
    }

    /// A code without prefix and dot, in upper case.
    private static func plain(_ code: Substring) -> String {
        code.replacing("ICD10CM:", with: "").replacing(".", with: "").uppercased()
    }
}
