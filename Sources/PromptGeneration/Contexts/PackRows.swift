internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// The rows of a query of a pack, with its columns taken by what they mean.
struct PackRows {
    let rows: Rows
    private let what: String
    private let place: FilePlace

    /// Runs the query.
    ///
    /// - Parameter required: columns that it must have.
    init(
        _ query: QueryText, _ what: String, _ parameters: [String: QueryValue],
        on database: Database, required: [String]
    ) throws(InputError) {
        self.what = what
        place = query.place
        rows = try query.run(on: database, parameters, "\(what) fails")
        for column in required where !rows.columns.contains(column) {
            throw InputError("\(what) has no column `\(column)`", at: query.place)
        }
    }

    /// The text columns that templates can use in a language: those that end in `_en` count for
    /// English alone, and stand before those without an ending.
    static func textColumns(
        _ columns: [String], _ language: Language, without reserved: Set<String>
    ) -> [String: [String]] {
        let endings = Language.allCases.map { "_" + $0.rawValue }
        var sources: [String: [String]] = [:]
        for column in columns where column.hasSuffix("_" + language.rawValue) {
            let name = String(column.dropLast(language.rawValue.utf8.count + 1))
            sources[name, default: []].append(column)
        }
        for column in columns
        where !reserved.contains(column) && !endings.contains(where: { column.hasSuffix($0) }) {
            sources[column, default: []].append(column)
        }
        // A missing form of a name is the name itself.
        for column in sources["name"] ?? [] {
            for name in sources.keys where name != "name" { sources[name]?.append(column) }
        }
        return sources
    }

    func error(_ message: String) -> InputError { InputError("\(what): \(message)", at: place) }

    func text(_ row: Rows.Row, _ column: String) -> String? {
        guard let text = row[column, as: String.self], !text.isEmpty else { return nil }
        return text
    }

    func requiredText(_ row: Rows.Row, _ column: String) throws(InputError) -> String {
        guard let text = text(row, column) else {
            throw InputError(
                "\(what): a row has no text in `\(column)`", at: place,
                hint: "a pack fits graphs with the labels and properties that its queries ask for; "
                    + "`--pack` takes another")
        }
        return text
    }

    /// A number from 0 on; `fallback` where the column is null or missing.
    func weight(
        _ row: Rows.Row, _ column: String, _ fallback: Double?
    ) throws(InputError) -> Double {
        guard let number = row[column, as: Double.self] ?? fallback else {
            throw error("a row has no number in `\(column)`")
        }
        guard number >= 0, number.isFinite else {
            throw error("`\(column)` of a row is no number from 0 on")
        }
        return number
    }

    func texts(_ row: Rows.Row, _ column: String) throws(InputError) -> [String] {
        guard let value = row[column] else { return [] }
        switch value {
        case .null: return []
        case .string(let text): return text.isEmpty ? [] : [text]
        case .list(let values):
            return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: throw error("`\(column)` must be a list of texts")
        }
    }

    func limits(_ row: Rows.Row) throws(InputError) -> PatientLimits {
        var limits = PatientLimits()
        if let text = text(row, "sex") {
            guard let sex = Sex(rawValue: text) else {
                throw error("`sex` must be `female`, `male` or null")
            }
            limits.sex = sex
        }
        let low = row["age_min", as: Double.self] ?? 0
        let high = row["age_max", as: Double.self] ?? .infinity
        guard low <= high else { throw error("`age_min` of a row is above `age_max`") }
        limits.ages = low...high
        return limits
    }

    func codes(_ row: Rows.Row, _ column: String) throws(InputError) -> [ICDRange] {
        var codes: [ICDRange] = []
        for text in try texts(row, column) {
            guard let range = ICDRange(text) else {
                throw error("`\(text)` in `\(column)` is no code of ICD-10")
            }
            codes.append(range)
        }
        return codes
    }
}
