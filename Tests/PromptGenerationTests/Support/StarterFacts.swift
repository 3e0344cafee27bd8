/// What the tables of the starter graph say, for judging records without the program's own code.
struct StarterFacts {
    struct Limits {
        var sex = ""
        var low = 0.0
        var high = Double.infinity

        init(_ row: [String: String]) {
            sex = row["sex"] ?? ""
            low = Double(row["age_min"] ?? "") ?? 0
            high = Double(row["age_max"] ?? "") ?? .infinity
        }

        func allow(_ sex: String, _ age: Double) -> Bool {
            (self.sex.isEmpty || self.sex == sex) && low <= age && age <= high
        }
    }

    static let shared = Result { try StarterFacts() }

    let diseases: [String: Limits]
    /// All names in both languages, in small letters.
    let diseaseNames: [String: Set<String>]
    let symptomNames: [String: Set<String>]
    let sideEffectNames: [String: Set<String>]
    let symptoms: [String: Limits]
    let symptomsOf: [String: Set<String>]
    let drugsOf: [String: Set<String>]
    let contraindications: [String: Set<String>]
    let classesOf: [String: Set<String>]
    /// The frequency with which a drug has a side effect.
    let effects: [String: [String: Double]]
    let sameAs: [String: String]
    let resembling: [String: Set<String>]
    let comorbid: [String: Set<String>]

    private init() throws {
        func pairs(_ table: String, _ first: String, _ second: String) throws -> [String: Set<
            String
        >] {
            var pairs: [String: Set<String>] = [:]
            for row in try Table(table).rows {
                pairs[row[first]!, default: []].insert(row[second]!)
            }
            return pairs
        }
        func both(_ table: String) throws -> [String: Set<String>] {
            try pairs(table, "icd10", "other")
                .merging(pairs(table, "other", "icd10")) { $0.union($1) }
        }
        func limits(_ table: String, _ key: String) throws -> [String: Limits] {
            Dictionary(uniqueKeysWithValues: try Table(table).rows.map { ($0[key]!, Limits($0)) })
        }
        func names(_ table: String, _ key: String, _ name: String) throws -> [String: Set<String>] {
            Dictionary(
                uniqueKeysWithValues: try Table(table).rows.map { row in
                    let cells = [
                        row[name]!, row["name_ru"]!, row["synonyms"]!, row["synonyms_ru"]!,
                    ]
                    let all = cells.flatMap { $0.lowercased().split(separator: "|") }
                    return (row[key]!, Set(all.map(String.init)))
                })
        }
        diseaseNames = try names("diseases", "icd10", "name")
        symptomNames = try names("symptoms", "symptom", "symptom")
        sideEffectNames = try names("side_effects", "effect", "effect")
        diseases = try limits("diseases", "icd10")
        symptoms = try limits("symptoms", "symptom")
        symptomsOf = try pairs("has_symptom", "icd10", "symptom")
        drugsOf = try pairs("treats", "icd10", "drug")
        contraindications = try pairs("contraindicated_in", "drug", "icd10")
        resembling = try both("resembles")
        comorbid = try both("comorbid_with")
        var classes: [String: Set<String>] = [:]
        for row in try Table("drugs").rows {
            classes[row["drug"]!] = Set(row["class"]!.split(separator: "|").map(String.init))
        }
        classesOf = classes
        var effects: [String: [String: Double]] = [:]
        for row in try Table("causes").rows {
            effects[row["drug"]!, default: [:]][row["effect"]!] = Double(row["frequency"]!)
        }
        self.effects = effects
        var sameAs: [String: String] = [:]
        for row in try Table("side_effects").rows where !row["symptom"]!.isEmpty {
            sameAs[row["effect"]!] = row["symptom"]!
        }
        self.sameAs = sameAs
    }
}
