internal import Diagnostics
internal import MedGraph

/// Reads the diseases that records can be made for.
struct DiseaseReader {
    private static let reserved: Set<String> = [
        "key", "sex", "age_min", "age_max", "prevalence",
    ]

    let database: Database
    let pack: PromptPack

    /// All diseases, by code.
    func diseases() throws(InputError) -> (diseases: [Disease], columns: [String]) {
        let rows = try PackRows(
            pack.diseases, "the query of `diseases`", [:], on: database,
            required: ["key", "name", "prevalence"])
        let reserved = Self.reserved.union(CandidateReader.synonyms)
        let sources = CandidateReader.sources(
            rows.rows.columns.filter { !reserved.contains($0) }, reserved)
        var diseases: [Disease] = []
        for row in rows.rows {
            let code = try rows.requiredText(row, "key")
            guard ICDRange(code) != nil else { throw rows.error("`\(code)` is no code of ICD-10") }
            let texts = CandidateReader.texts(rows, row, sources)
            let synonyms = try CandidateReader.synonyms(rows, row)
            let names = synonyms + texts.values.compactMap { $0["name"] }
            diseases.append(
                Disease(
                    code: code, limits: try rows.limits(row),
                    prevalence: try rows.weight(row, "prevalence", nil), texts: texts,
                    names: Set(names).sorted()))
        }
        diseases.sort { $0.code < $1.code }
        for (disease, next) in zip(diseases, diseases.dropFirst()) where disease.code == next.code {
            throw rows.error("two rows have the code `\(disease.code)`")
        }
        return (diseases, rows.rows.columns.filter { !reserved.contains($0) })
    }
}
