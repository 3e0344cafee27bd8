internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// Reads the entities of the lexicon through the queries of a pack.
///
/// A query has the column `key`, and by language, with its code at the end, `name_en`,
/// `synonyms_en`, `genitive_ru`, `accusative_ru`, `instrumental_ru`, `gender_ru` (`m`, `f`, `n`),
/// `number_ru` (`singular`, `plural`); if there are any `kind` and `same_as`.
struct LexiconReader {
    let database: Database

    func entities(label: String, query: QueryText) throws(InputError) -> [LexiconEntity] {
        let rows = try query.run(on: database, [:], "the names of `\(label)` cannot be read")
        guard rows.columns.contains("key") else {
            throw InputError(
                "the query for the names of `\(label)` has no column `key`", at: query.place)
        }
        return rows.compactMap { row in
            guard let key = Self.text(row, "key") else { return nil }
            var entity = LexiconEntity(label: label, key: key)
            entity.kind = Self.text(row, "kind")
            entity.sameAs = Self.text(row, "same_as")
            for language in NoteLanguage.allCases {
                entity.names[language] = Self.names(row, language.rawValue)
            }
            return entity
        }
    }

    private static func names(_ row: Rows.Row, _ code: String) -> EntityNames? {
        guard let name = text(row, "name_" + code) else { return nil }
        var names = EntityNames(name: name)
        if case .list(let values)? = row["synonyms_" + code] {
            names.synonyms = values.compactMap { value in
                if case .string(let text) = value, !text.isEmpty { text } else { nil }
            }
        }
        for grammaticalCase in EntityNames.Case.allCases where grammaticalCase != .nominative {
            names.cases[grammaticalCase] = text(row, grammaticalCase.rawValue + "_" + code)
        }
        names.gender = text(row, "gender_" + code).flatMap { EntityNames.Gender(rawValue: $0) }
        names.isPlural = text(row, "number_" + code) == "plural"
        return names
    }

    private static func text(_ row: Rows.Row, _ column: String) -> String? {
        guard let text = row[column, as: String.self], !text.isEmpty else { return nil }
        return text
    }
}
