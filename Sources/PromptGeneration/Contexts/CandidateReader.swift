internal import Diagnostics
internal import MedGraph

/// Makes candidates of the rows of a pack's queries.
struct CandidateReader {
    /// Columns that say what a candidate is, not how it is called.
    static let reserved: Set<String> = [
        "key", "weight", "idf", "sex", "age_min", "age_max", "excludes", "groups", "same_as",
    ]
    /// The columns with what else a thing is called.
    static let synonyms = ["synonyms"] + Language.allCases.map { "synonyms_" + $0.rawValue }

    let database: Database
    let pack: PromptPack

    /// The candidates of a part, and the columns that its query has.
    func candidates(
        _ part: PromptPack.Part, _ parameters: [String: QueryValue]
    ) throws(InputError) -> (candidates: [Candidate], columns: [String]) {
        guard let rule = pack.parts[part] else { return ([], []) }
        let rows = try PackRows(
            rule.query, "the query of `\(part.rawValue)`", parameters, on: database,
            required: part == .entity ? ["key", "name", "label"] : ["key", "name", "weight"])
        let columns = rows.rows.columns.filter { !Self.synonyms.contains($0) }
        let sources = Self.sources(columns, Self.reserved)
        var candidates: [Candidate] = []
        var known: Set<String> = []
        for row in rows.rows {
            guard let candidate = try self.candidate(rows, row, part, sources) else { continue }
            guard
                known.insert(candidate.key + "\u{0}" + (candidate.texts["en"]?["label"] ?? ""))
                    .inserted
            else { throw rows.error("two rows have the key of one thing") }
            candidates.append(candidate)
        }
        return (candidates, columns)
    }

    static func sources(
        _ columns: [String], _ reserved: Set<String>
    ) -> [Language: [String: [String]]] {
        var sources: [Language: [String: [String]]] = [:]
        for language in Language.allCases {
            sources[language] = PackRows.textColumns(columns, language, without: reserved)
        }
        return sources
    }

    /// The texts of a row: in each language the first column that has one.
    static func texts(
        _ rows: PackRows, _ row: Rows.Row, _ sources: [Language: [String: [String]]]
    ) -> [String: [String: String]] {
        var texts: [String: [String: String]] = [:]
        for (language, names) in sources {
            for (name, columns) in names {
                let text = columns.lazy.compactMap { rows.text(row, $0) }.first
                texts[language.rawValue, default: [:]][name] = text
            }
        }
        return texts
    }

    /// What else a thing is called, in any language.
    static func synonyms(_ rows: PackRows, _ row: Rows.Row) throws(InputError) -> [String] {
        var names: [String] = []
        for column in synonyms { names += try rows.texts(row, column) }
        return names
    }

    private func candidate(
        _ rows: PackRows, _ row: Rows.Row, _ part: PromptPack.Part,
        _ sources: [Language: [String: [String]]]
    ) throws(InputError) -> Candidate? {
        let key = try rows.requiredText(row, "key")
        let groups = try rows.texts(row, "groups")
        var limits = try rows.limits(row)
        for rule in pack.limits where rule.parts.contains(part) && rule.speaks(of: key, groups) {
            // What both together allow nobody is never drawn.
            guard let narrowed = limits.narrowed(by: rule.limits) else { return nil }
            limits = narrowed
        }
        let weight = try rows.weight(row, "weight", part == .entity ? 1 : nil)
        return Candidate(
            key: key, weight: weight, idf: try rows.weight(row, "idf", 1), limits: limits,
            excludes: try rows.codes(row, "excludes"), groups: groups,
            sameAs: rows.text(row, "same_as"), texts: Self.texts(rows, row, sources),
            synonyms: try Self.synonyms(rows, row), words: Candidate.words(of: key))
    }
}

extension Candidate {
    static func words(of key: String) -> Set<Substring> {
        Set(key.split { $0 == " " || $0 == "-" || $0 == "," })
    }

    /// Something that is only named.
    init(named key: String, _ texts: [String: [String: String]]) {
        self.init(
            key: key, weight: 1, idf: 1, limits: PatientLimits(), excludes: [], groups: [],
            sameAs: nil, texts: texts, synonyms: [], words: [])
    }
}
