internal import Diagnostics

/// Two columns of a table, kept in memory: what stands in the one beside a text in the other.
struct LookupTable: Sendable {
    enum Entry {
        case text([UInt8])
        /// The text stands beside several others.
        case ambiguous
        case none
    }

    private let rule: LookupRule
    /// Nil for a text that stands beside several others.
    private var entries: [[UInt8]: [UInt8]?] = [:]

    /// Reads the table.
    ///
    /// - Complexity: O(bytes of the file), and memory for the two columns.
    init(_ rule: LookupRule, _ reader: TableReader, in scope: PlanScope) throws(InputError) {
        self.rule = rule
        let from = try scope.access(.init(name: rule.from, place: rule.place))
        let to = try scope.access(.init(name: rule.to, place: rule.place))
        while try reader.next() {
            let rows = RowSelection(all: reader.block)
            for (key, value) in zip(
                rows.cells(from, in: reader.block), rows.cells(to, in: reader.block))
            where !key.isEmpty && !value.isEmpty {
                add(Array(reader.block.bytes[key.range]), Array(reader.block.bytes[value.range]))
            }
        }
        for (key, value) in rule.also { add(Array(key.utf8), Array(value.utf8)) }
    }

    private mutating func add(_ key: [UInt8], _ value: [UInt8]) {
        if let known = entries[key] {
            if known != value { entries[key] = .some(nil) }
        } else {
            entries[key] = value
        }
    }

    subscript(text: [UInt8]) -> Entry {
        switch entries[text] {
        case .some(.some(let found)): .text(found)
        case .some(.none): .ambiguous
        case .none: .none
        }
    }

    func failure(_ text: String, _ index: Int, isAmbiguous: Bool) -> ValuePlan.Failure {
        let shown = text.prefix(40)
        guard !isAmbiguous else {
            return ValuePlan.Failure(
                index: index,
                message: "`\(shown)` stands for several `\(rule.to)` in `\(rule.file)`",
                hint: "`unless` in the mapping leaves rows out")
        }
        return ValuePlan.Failure(
            index: index, message: "`\(rule.file)` has no `\(rule.from)` that is `\(shown)`",
            hint: "`also` in the mapping's `lookup` adds what the table lacks")
    }
}

/// The tables that values are looked up in, each read once.
final class LookupTables {
    private let mapping: Mapping
    private let tables: [SourceMatch.Table]
    private var known: [LookupRule: LookupTable] = [:]

    init(_ mapping: Mapping, _ tables: [SourceMatch.Table]) {
        self.mapping = mapping
        self.tables = tables
    }

    /// - Throws: if no file that is read has the name, or the file lacks a column.
    func table(_ rule: LookupRule) throws(InputError) -> LookupTable {
        if let table = known[rule] { return table }
        let place = rule.place
        let found = tables.first { mapping.tables[$0.index].patterns.contains(rule.file) }
        guard let found, let file = found.files.first else {
            throw InputError(
                "no file is named `\(rule.file)` to look values up in", at: place,
                hint: NearMiss.hint(for: rule.file, among: mapping.tables.flatMap(\.patterns))
                    ?? "a table of the mapping reads it")
        }
        let reader = try TableReader(file, dialect: mapping.tables[found.index].dialect)
        let scope = PlanScope(
            tableFile: file.name, columnNames: reader.columnNames,
            lookups: self)
        let table = try LookupTable(rule, reader, in: scope)
        known[rule] = table
        return table
    }
}
