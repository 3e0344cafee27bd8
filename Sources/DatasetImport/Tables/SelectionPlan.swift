internal import Diagnostics

/// Which rows a rule takes: items first, then conditions, then one group for each combination of
/// names that are looked up by cells.
struct SelectionPlan {
    private struct Condition {
        let column: ColumnAccess
        let words: [[UInt8]]
        let isPrefix: Bool
        let isTakenIfFound: Bool
    }

    private enum Name {
        case fixed(String)
        /// The last name is for all other words if `hasRest`.
        case byColumn(ColumnAccess, names: [(word: [UInt8], name: String)], hasRest: Bool)
    }

    /// The rows of one combination of names.
    struct Group {
        var names: [String]
        var rows: RowSelection
    }

    /// A row that no rule of the mapping can read.
    struct Failure: Error {
        /// Where the cell lies in the block's bytes.
        let byte: Int
        let column: ColumnAccess
        let message: String
        let hint: String?
    }

    private let conditions: [Condition]
    private let items: ItemSplitter?
    private let names: [Name]
    let scope: PlanScope

    /// - Parameter names: the names that the rows of a group share.
    init(
        conditions rules: [RowCondition], items itemRule: ItemRule?, names nameRules: [NameRule],
        in tableScope: PlanScope
    ) throws(InputError) {
        var scope = tableScope
        let items = try itemRule.map { rule throws(InputError) in
            try ItemSplitter(rule, in: tableScope)
        }
        if let itemRule { scope.itemNames = itemRule.pattern.columns }
        var conditions: [Condition] = []
        for rule in rules {
            conditions.append(
                Condition(
                    column: try scope.access(rule.column), words: rule.words.map { Array($0.utf8) },
                    isPrefix: rule.isPrefix, isTakenIfFound: rule.isTakenIfFound))
        }
        var names: [Name] = []
        for rule in nameRules {
            switch rule {
            case .fixed(let name): names.append(.fixed(name))
            case .byColumn(let reference, let table, let otherwise):
                names.append(
                    .byColumn(
                        try scope.access(reference),
                        names: table.map { (Array($0.word.utf8), $0.name) }
                            + (otherwise.map { [([], $0)] } ?? []), hasRest: otherwise != nil))
            }
        }
        (self.conditions, self.items, self.names, self.scope) = (conditions, items, names, scope)
    }

    /// The table's columns that it reads.
    var columns: [ColumnAccess] {
        conditions.map(\.column) + (items.map { [$0.column] } ?? [])
            + names.compactMap { if case .byColumn(let column, _, _) = $0 { column } else { nil } }
    }

    func groups(_ block: RowBlock) throws(Failure) -> [Group] {
        var selection = RowSelection(all: block)
        if let items { selection = try items.split(block) }
        if !conditions.isEmpty { selection = filter(block, selection) }
        guard selection.count > 0 else { return [] }
        return try group(block, selection)
    }

    // MARK: Conditions

    private func filter(_ block: RowBlock, _ selection: RowSelection) -> RowSelection {
        let bytes = block.bytes.span
        var isTaken = [Bool](repeating: true, count: selection.count)
        for condition in conditions {
            let cells = selection.cells(condition.column, in: block)
            for index in cells.indices where isTaken[index] {
                let isFound = condition.words.contains {
                    condition.isPrefix
                        ? bytes.begins(cells[index], with: $0) : bytes.equals(cells[index], $0)
                }
                isTaken[index] = isFound == condition.isTakenIfFound
            }
        }
        return selection.subset(
            isTaken.indices.lazy.filter { isTaken[$0] }.map { Int32(truncatingIfNeeded: $0) })
    }

    // MARK: Names

    private func group(_ block: RowBlock, _ selection: RowSelection) throws(Failure) -> [Group] {
        var groupOfRow = [Int](repeating: 0, count: selection.count)
        var groupCount = 1
        for name in names {
            guard case .byColumn(let column, let table, let hasRest) = name else { continue }
            let cells = selection.cells(column, in: block)
            for (index, cell) in cells.enumerated() {
                groupOfRow[index] =
                    groupOfRow[index] * table.count
                    + (try position(block, cell, column, in: table, hasRest: hasRest))
            }
            groupCount *= table.count
        }
        guard groupCount > 1 else {
            return [Group(names: combination(0), rows: selection)]
        }
        var rowsByGroup: [Int: [Int32]] = [:]
        for (index, group) in groupOfRow.enumerated() {
            rowsByGroup[group, default: []].append(Int32(truncatingIfNeeded: index))
        }
        return rowsByGroup.sorted { $0.key < $1.key }.map { group, rows in
            Group(names: combination(group), rows: selection.subset(rows))
        }
    }

    private func position(
        _ block: RowBlock, _ cell: CellRange, _ column: ColumnAccess,
        in table: [(word: [UInt8], name: String)], hasRest: Bool
    ) throws(Failure) -> Int {
        let words = hasRest ? table.dropLast() : table[...]
        if let position = words.firstIndex(where: { block.bytes.span.equals(cell, $0.word) }) {
            return position
        }
        if hasRest { return words.endIndex }
        let text = String(decoding: block.bytes[cell.range], as: UTF8.self)
        let known = words.map { String(decoding: $0.word, as: UTF8.self) }
        throw Failure(
            byte: Int(cell.start), column: column,
            message: "`\(text.prefix(40))` is none of the `values`",
            hint: NearMiss.hint(for: text, among: known)
                ?? "`unless` in the mapping leaves rows out")
    }

    /// The names behind a group's number.
    private func combination(_ group: Int) -> [String] {
        var rest = group
        var result: [String] = []
        for name in names.reversed() {
            switch name {
            case .fixed(let name): result.append(name)
            case .byColumn(_, let table, _):
                result.append(table[rest % table.count].name)
                rest /= table.count
            }
        }
        return result.reversed()
    }
}
