import Foundation
import GraphTestSupport
import Testing

/// The tables of `Datasets/starter`, as the tests look at them.
struct StarterGraph: Sendable {
    static let folder = Starter.folder

    /// The datasets that lie beside the repository on some machines.
    static let datasets = Starter.repository.deletingLastPathComponent().appending(
        path: "shared/datasets")

    static var datasetsAreThere: Bool {
        FileManager.default.fileExists(atPath: datasets.path)
    }

    /// The columns of each table, in order, as the README of the folder describes them.
    static let headers: [String: [String]] = [
        "groups": ["code", "parent", "name", "name_ru"],
        "diseases": [
            "icd10", "parent", "block", "name", "name_ru", "synonyms", "synonyms_ru", "sex",
            "age_min", "age_max", "prevalence", "evidence",
        ],
        "symptoms": [
            "symptom", "name_ru", "synonyms", "synonyms_ru", "genitive_ru", "accusative_ru",
            "instrumental_ru", "gender_ru", "number_ru", "sex", "age_min", "age_max", "kind",
        ],
        "has_symptom": ["icd10", "symptom", "class", "frequency", "evidence"],
        "resembles": ["icd10", "other", "evidence"],
        "comorbid_with": ["icd10", "other", "strength", "evidence"],
        "classes": ["class", "parent", "name_ru"],
        "drugs": [
            "drug", "class", "name_ru", "synonyms", "synonyms_ru", "genitive_ru",
            "accusative_ru", "instrumental_ru", "gender_ru", "evidence",
        ],
        "treats": ["drug", "icd10", "line", "evidence"],
        "contraindicated_in": ["drug", "icd10", "severity", "evidence"],
        "side_effects": [
            "effect", "symptom", "name_ru", "synonyms", "synonyms_ru", "genitive_ru",
            "accusative_ru", "gender_ru", "number_ru",
        ],
        "causes": ["drug", "effect", "class", "frequency", "evidence"],
    ]

    static let names = headers.keys.sorted()

    /// How many of the first columns tell the rows of a table apart.
    static func keyCount(_ table: String) -> Int {
        ["groups", "diseases", "symptoms", "classes", "drugs", "side_effects"].contains(table)
            ? 1 : 2
    }

    private let tables: [String: CSVTable]

    init() throws {
        tables = try Dictionary(
            uniqueKeysWithValues: Self.names.map {
                ($0, try CSVTable(Self.folder.appending(path: "\($0).csv")))
            })
    }

    /// Read once for all tests.
    static let shared = Result { try StarterGraph() }

    subscript(_ name: String) -> CSVTable {
        guard let table = tables[name] else { fatalError("there is no table \(name)") }
        return table
    }

    /// The rows of a table by their first column.
    func index(_ name: String) -> [String: CSVTable.Row] {
        Dictionary(self[name].rows.map { ($0.cells[0], $0) }) { first, _ in first }
    }

    /// The symptoms of each disease, by code.
    var symptoms: [String: Set<String>] {
        Dictionary(grouping: self["has_symptom"].rows) { $0["icd10"] }
            .mapValues { Set($0.map { $0["symptom"] }) }
    }
}

extension Tag {
    /// Loads the whole graph or reads whole datasets, which may take more than a second.
    @Tag static var wholeGraph: Self
}
