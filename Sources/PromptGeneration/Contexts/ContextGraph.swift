internal import Diagnostics
internal import MedGraph

/// What the records of a run need of the graph, read once before the first is made.
struct ContextGraph: Sendable {
    /// A name for the content of the graph: 32 hexadecimal digits.
    let snapshot: String
    /// All diseases, by code.
    let diseases: [Disease]
    private let places: [String: Int]
    /// By code: the diseases that get records, in full; those that can come with them, with their
    /// symptoms.
    private(set) var profiles: [String: DiseaseProfile] = [:]
    /// By the key of the drug.
    private(set) var sideEffects: [String: [Candidate]] = [:]
    /// The columns of each query, which are what templates can speak of.
    private(set) var columns: [PromptPack.Part: [String]] = [:]
    let diseaseColumns: [String]
    /// By the key of a finding that can be denied: what has a name of it, if anything.
    private(set) var namesakes: [String: Set<Namesakes.Thing>] = [:]

    init(_ database: Database, _ pack: PromptPack) throws(InputError) {
        do { snapshot = try database.contentHash() } catch {
            throw InputError("the hash of the graph cannot be made: \(error.description)")
        }
        (diseases, diseaseColumns) = try DiseaseReader(database: database, pack: pack).diseases()
        var places: [String: Int] = [:]
        for (place, disease) in diseases.enumerated() { places[disease.code] = place }
        self.places = places
    }

    func disease(_ code: String) -> Disease? { places[code].map { diseases[$0] } }

    /// Reads what records about these diseases need.
    ///
    /// - Parameter parts: what is drawn; the rest is read for its columns only.
    mutating func read(
        _ codes: [String], _ parts: Set<PromptPack.Part>, _ database: Database, _ pack: PromptPack
    ) throws(InputError) {
        let reader = CandidateReader(database: database, pack: pack)
        for code in codes {
            guard let disease = disease(code) else { continue }
            profiles[code] = try profile(disease, parts, reader)
        }
        var others = Set(pack.conditions.compactMap(\.disease))
        for profile in profiles.values { others.formUnion(profile.comorbidities.map(\.key)) }
        for code in others.sorted() where profiles[code] == nil {
            guard let disease = disease(code) else { continue }
            profiles[code] = try profile(disease, [.symptoms], reader)
        }
        if parts.contains(.sideEffects) {
            let drugs = Set(profiles.values.flatMap { $0.drugs.map(\.key) })
            for drug in drugs.sorted() {
                let parameters: [String: QueryValue] = ["drug": .string(drug)]
                sideEffects[drug] = try reader.candidates(.sideEffects, parameters).candidates
            }
        }
        findNamesakes()
    }

    /// Finds once, and not for every record, what cannot be denied beside what.
    private mutating func findNamesakes() {
        var index = Namesakes()
        for profile in profiles.values {
            index.add(profile.disease)
            for symptom in profile.symptoms { index.add(symptom) }
        }
        for effect in sideEffects.values.joined() { index.add(effect) }
        for finding in profiles.values.flatMap(\.denied) where namesakes[finding.key] == nil {
            namesakes[finding.key] = index.things(named: finding)
        }
    }

    /// Reads the columns of every query of the pack, so that templates can be checked.
    mutating func readColumns(_ database: Database, _ pack: PromptPack) throws(InputError) {
        let reader = CandidateReader(database: database, pack: pack)
        for part in PromptPack.Part.allCases where part != .pair {
            // No disease and no drug has these names: the queries are only looked at.
            columns[part] = try reader.candidates(part, ["icd10": "", "drug": ""]).columns
        }
        _ = try PairReader(database: database, pack: pack).pairs("")
    }

    private func profile(
        _ disease: Disease, _ parts: Set<PromptPack.Part>, _ reader: CandidateReader
    ) throws(InputError) -> DiseaseProfile {
        let parameters: [String: QueryValue] = ["icd10": .string(disease.code)]
        var profile = DiseaseProfile(disease: disease)
        func read(_ part: PromptPack.Part) throws(InputError) -> [Candidate] {
            parts.contains(part) ? try reader.candidates(part, parameters).candidates : []
        }
        profile.symptoms = try read(.symptoms)
        profile.denied = try read(.denied)
        profile.drugs = try read(.drugs)
        profile.comorbidities = try read(.comorbidities).filter { self.disease($0.key) != nil }
        profile.entities = try read(.entity)
        if parts.contains(.pair) {
            profile.pairs = try PairReader(database: reader.database, pack: reader.pack)
                .pairs(disease.code)
        }
        return profile
    }

    mutating func update(_ code: String, _ change: (inout DiseaseProfile) -> Void) {
        guard var profile = profiles[code] else { return }
        change(&profile)
        profiles[code] = profile
    }
}
