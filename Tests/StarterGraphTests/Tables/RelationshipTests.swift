import Testing

/// What joins the nodes: names that are defined, probabilities, and pairs that can be.
@Suite struct RelationshipTests {
    private let graph: StarterGraph

    init() throws { graph = try StarterGraph.shared.get() }

    @Test(arguments: [
        ("groups", "parent", "groups"), ("diseases", "block", "groups"),
        ("diseases", "parent", "diseases"), ("has_symptom", "icd10", "diseases"),
        ("has_symptom", "symptom", "symptoms"), ("resembles", "icd10", "diseases"),
        ("resembles", "other", "diseases"), ("comorbid_with", "icd10", "diseases"),
        ("comorbid_with", "other", "diseases"), ("classes", "parent", "classes"),
        ("drugs", "class", "classes"), ("treats", "drug", "drugs"),
        ("treats", "icd10", "diseases"), ("contraindicated_in", "drug", "drugs"),
        ("contraindicated_in", "icd10", "diseases"), ("side_effects", "symptom", "symptoms"),
        ("causes", "drug", "drugs"), ("causes", "effect", "side_effects"),
    ])
    func `no name dangles`(table: String, column: String, target: String) {
        let known = Set(graph[target].rows.map { $0.cells[0] })
        for row in graph[table].rows {
            for name in row.list(column) {
                #expect(known.contains(name), "\(table), \(row.cells[0]): `\(name)`")
            }
        }
    }

    /// The classes of the Human Phenotype Ontology, and those of the convention on side effects.
    @Test(arguments: [
        (
            "has_symptom",
            [
                "obligate": 1, "very frequent": 0.895, "frequent": 0.545, "occasional": 0.17,
                "rare": 0.025,
            ]
        ),
        (
            "causes",
            [
                "very common": 0.2, "common": 0.05, "uncommon": 0.005, "rare": 0.0005,
                "very rare": 0.00005,
            ]
        ),
    ])
    func `a frequency is that of its class`(table: String, frequencies: [String: Double]) {
        for row in graph[table].rows {
            let frequency = Double(row["frequency"])
            #expect(frequency != nil && frequency == frequencies[row["class"]], "\(row.cells)")
        }
    }

    @Test func `words of fixed lists are of these lists`() {
        for (table, column, words) in [
            ("treats", "line", ["first", "later"]),
            ("contraindicated_in", "severity", ["absolute", "relative"]),
            ("comorbid_with", "strength", ["strong", "moderate"]),
        ] {
            for row in graph[table].rows { #expect(words.contains(row[column]), "\(row.cells)") }
        }
    }

    @Test func `a symptom can meet whom its disease meets`() throws {
        let diseases = graph.index("diseases")
        let symptoms = graph.index("symptoms")
        for row in graph["has_symptom"].rows {
            let disease = try #require(diseases[row["icd10"]].flatMap(Patients.init))
            let symptom = try #require(symptoms[row["symptom"]].flatMap(Patients.init))
            #expect(disease.overlaps(symptom), "\(row["icd10"]), \(row["symptom"])")
        }
    }

    @Test(arguments: ["resembles", "comorbid_with"])
    func `a pair is there once, and of two diseases that can meet in one patient`(
        table: String
    ) throws {
        let diseases = graph.index("diseases")
        for row in graph[table].rows {
            let (code, other) = (row["icd10"], row["other"])
            #expect(code < other, "\(code), \(other)")
            let patients = try #require(diseases[code].flatMap(Patients.init))
            let others = try #require(diseases[other].flatMap(Patients.init))
            #expect(patients.overlaps(others), "\(code), \(other)")
            #expect(!other.hasPrefix(code + "."), "\(other) is a kind of \(code)")
        }
    }

    @Test func `diseases that resemble each other share symptoms`() {
        let symptoms = graph.symptoms
        for row in graph["resembles"].rows {
            let shared = symptoms[row["icd10"], default: []]
                .intersection(symptoms[row["other"], default: []])
            #expect(shared.count >= 2, "\(row["icd10"]), \(row["other"]): \(shared)")
        }
    }

    @Test func `no drug treats what it must not be given in`() {
        let forbidden = Set(
            graph["contraindicated_in"].rows.filter { $0["severity"] == "absolute" }
                .map { Array($0.cells.prefix(2)) })
        for row in graph["treats"].rows {
            #expect(!forbidden.contains(Array(row.cells.prefix(2))), "\(row.cells)")
        }
    }

    @Test func `drug classes stand in no circle`() {
        let parents = graph.index("classes").mapValues { $0["parent"] }
        for start in parents.keys {
            var seen: Set<String> = []
            var here = start
            while !here.isEmpty, seen.insert(here).inserted { here = parents[here] ?? "" }
            #expect(here.isEmpty, "\(start)")
        }
    }

    @Test func `there is enough of everything`() {
        #expect(graph["diseases"].rows.count >= 219)
        #expect(graph["has_symptom"].rows.count >= 2_000)
        #expect(graph["treats"].rows.count >= 1_000)
        let symptoms = graph.symptoms
        let counts = graph["diseases"].rows.map { symptoms[$0["icd10"], default: []].count }
            .sorted()
        #expect(counts[counts.count / 2] >= 8)
        #expect(counts[0] > 0, "a disease has no symptom")
    }
}
