internal import Diagnostics
internal import MedGraph

/// Reads the pairs of entities about which sentences are written.
struct PairReader {
    private static let required = [
        "relation", "asserted", "head", "head_label", "head_name", "tail", "tail_label",
        "tail_name",
    ]

    let database: Database
    let pack: PromptPack

    func pairs(_ code: String) throws(InputError) -> [PairCandidate] {
        guard let rule = pack.parts[.pair] else { return [] }
        let rows = try PackRows(
            rule.query, "the query of `pair`", ["icd10": .string(code)], on: database,
            required: Self.required)
        let sources = CandidateReader.sources(rows.rows.columns, ["relation", "asserted"])
        var pairs: [PairCandidate] = []
        for row in rows.rows {
            guard let isAsserted = row["asserted", as: Bool.self] else {
                throw rows.error("`asserted` must be true or false")
            }
            let texts = CandidateReader.texts(rows, row, sources)
            pairs.append(
                PairCandidate(
                    head: try entity("head", rows, row, texts),
                    tail: try entity("tail", rows, row, texts),
                    relation: try rows.requiredText(row, "relation"), isAsserted: isAsserted))
        }
        return pairs
    }

    private func entity(
        _ end: String, _ rows: PackRows, _ row: Rows.Row, _ texts: [String: [String: String]]
    ) throws(InputError) -> Candidate {
        var own: [String: [String: String]] = [:]
        for (language, names) in texts {
            own[language] = [
                "name": names[end + "_name"] ?? "", "label": names[end + "_label"] ?? "",
            ]
        }
        return Candidate(named: try rows.requiredText(row, end), own)
    }
}
