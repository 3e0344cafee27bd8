import Testing

/// The symptoms and side effects, with the forms that grammar needs.
@Suite struct SymptomTests {
    private let graph: StarterGraph

    init() throws { graph = try StarterGraph.shared.get() }

    @Test(arguments: ["symptoms", "side_effects"])
    func `every finding has synonyms in both languages`(table: String) {
        for row in graph[table].rows {
            #expect(!row.list("synonyms").isEmpty, "\(row.cells[0])")
            #expect(!row.list("synonyms_ru").isEmpty, "\(row.cells[0])")
        }
    }

    /// Words that have capitals wherever they stand; all others have none.
    private static let capitals = [
        "B12", "BNP", "Babinski", "C-reactive", "Clostridioides", "Cushing", "D", "D-dimer",
        "Dix-Hallpike", "ECG", "ESR", "HLA-B27", "Helicobacter", "Kernig", "Koplik", "MRI",
        "Murphy", "P", "PR", "PSA", "QT", "SARS-CoV-2", "ST", "Stevens-Johnson", "TSH", "Tinel",
        "X-ray",
    ]

    @Test func `a key is an English name as it stands inside a sentence`() throws {
        let spelling = Dictionary(
            uniqueKeysWithValues: Self.capitals.map { ($0.lowercased(), $0) })
        let keys = graph["symptoms"].column("symptom") + graph["side_effects"].column("effect")
        for key in keys {
            for word in key.split(separator: " ").map(String.init) {
                #expect(word == spelling[word.lowercased()] ?? word.lowercased(), "\(key)")
            }
            #expect(try /[A-Za-z0-9][A-Za-z0-9 ,'’\/-]*/.wholeMatch(in: key) != nil, "\(key)")
        }
    }

    @Test func `no name means two symptoms`() {
        for columns in [["symptom", "synonyms"], ["name_ru", "synonyms_ru"]] {
            var owners: [String: String] = [:]
            for row in graph["symptoms"].rows {
                for name in [row[columns[0]]] + row.list(columns[1]) {
                    let other = owners.updateValue(row["symptom"], forKey: name.lowercased())
                    #expect(other == nil, "`\(name)`: \(row["symptom"]) and \(other ?? "")")
                }
            }
        }
    }

    @Test(arguments: [
        ("symptoms", ["name_ru", "genitive_ru", "accusative_ru", "instrumental_ru"]),
        ("side_effects", ["name_ru", "genitive_ru", "accusative_ru"]),
        ("drugs", ["name_ru", "genitive_ru", "accusative_ru", "instrumental_ru"]),
    ])
    func `Russian forms are there and are Russian`(table: String, columns: [String]) {
        for row in graph[table].rows {
            for column in columns {
                #expect(row[column].contains(/[а-яё]/), "\(row.cells[0]), \(column)")
            }
        }
    }

    @Test func `grammar is told in fixed words`() {
        for table in ["symptoms", "side_effects"] {
            for row in graph[table].rows {
                #expect(["m", "f", "n"].contains(row["gender_ru"]), "\(row.cells[0])")
                #expect(["singular", "plural"].contains(row["number_ru"]), "\(row.cells[0])")
            }
        }
        for row in graph["drugs"].rows {
            #expect(["m", "f", "n"].contains(row["gender_ru"]), "\(row.cells[0])")
        }
        for row in graph["symptoms"].rows {
            #expect(["symptom", "sign", "finding"].contains(row["kind"]), "\(row.cells[0])")
            #expect(["", "female", "male"].contains(row["sex"]), "\(row.cells[0])")
            #expect(Patients(row) != nil, "\(row.cells[0])")
        }
    }

    @Test func `every symptom is used`() {
        let used = Set(graph["has_symptom"].column("symptom"))
            .union(graph["side_effects"].column("symptom"))
        let idle = Set(graph["symptoms"].column("symptom")).subtracting(used)
        #expect(idle.isEmpty, "\(idle.sorted())")
    }
}
