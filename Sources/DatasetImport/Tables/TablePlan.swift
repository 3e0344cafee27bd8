internal import Diagnostics
internal import MedGraph

/// A table's rules with their columns resolved: turns blocks of rows into batches.
struct TablePlan {
    private let nodes: [NodePlan]
    private let relationships: [RelationshipPlan]
    private let splits: [ColumnSplit]
    private let absentColumnCount: Int
    /// Columns that neither a rule nor `ignore` names.
    let unusedColumnNames: [String]

    /// - Throws: if the table lacks a column that the mapping names.
    init(
        _ table: TableRule, _ mapping: Mapping, _ reader: TableReader, _ lookups: LookupTables
    ) throws(InputError) {
        var scope = PlanScope(
            tableFile: reader.file.name,
            columnNames: reader.columnNames, lookups: lookups)
        var splits: [ColumnSplit] = []
        for rule in table.splits {
            guard case .table(let column) = try scope.access(rule.column) else {
                preconditionFailure("there are no items yet")
            }
            splits.append(ColumnSplit(column: column, pattern: CellPattern(rule.pattern)))
        }
        let absent = table.optionalColumns.filter { !reader.columnNames.contains($0) }
        absentColumnCount = absent.count
        scope.columnNames += absent
        scope.columnNames += table.splits.flatMap(\.pattern.columns)
        var nodes: [NodePlan] = []
        for rule in table.nodes {
            nodes.append(try NodePlan(rule, table, mapping, in: scope))
        }
        var relationships: [RelationshipPlan] = []
        for rule in table.relationships {
            relationships.append(try RelationshipPlan(rule, table, mapping, in: scope))
        }
        var used = Set(nodes.flatMap(\.columns) + relationships.flatMap(\.columns))
        used.formUnion(splits.map(\.column))
        for column in table.ignoredColumns {
            if case .table(let index) = try scope.access(column) { used.insert(index) }
        }
        unusedColumnNames = reader.columnNames.enumerated()
            .filter { !used.contains($0.offset) }.map(\.element)
        (self.nodes, self.relationships, self.splits) = (nodes, relationships, splits)
    }

    var makesNodes: Bool { !nodes.isEmpty }
    var makesRelationships: Bool { !relationships.isEmpty }

    func makeNodes(
        _ reader: TableReader, into receiver: any LoadStepReceiver
    ) throws(InputError) {
        try reader.addColumns(splits, absentCount: absentColumnCount)
        for plan in nodes { try plan.run(reader, into: receiver) }
    }

    func makeRelationships(
        _ reader: TableReader, into receiver: any LoadStepReceiver
    ) throws(InputError) {
        try reader.addColumns(splits, absentCount: absentColumnCount)
        for plan in relationships { try plan.run(reader, into: receiver) }
    }
}

/// A ``SplitRule`` with its column resolved.
struct ColumnSplit {
    let column: Int
    let pattern: CellPattern
}

/// A rule's parts that fail in the same ways, with their place in the file.
struct RulePlan {
    let selection: SelectionPlan

    func groups(_ reader: TableReader) throws(InputError) -> [SelectionPlan.Group] {
        do throws(SelectionPlan.Failure) {
            return try selection.groups(reader.block)
        } catch {
            throw InputError(
                error.message,
                at: reader.place(
                    ofByte: error.byte, columnName: selection.scope.name(error.column)),
                hint: error.hint)
        }
    }

    func properties(
        _ plans: [(name: String, plan: ValuePlan)], _ reader: TableReader, _ rows: RowSelection
    ) throws(InputError) -> [PropertyColumn] {
        var columns: [PropertyColumn] = []
        for (name, plan) in plans {
            let (cells, isPresent) = try column(plan, reader, rows)
            columns.append(PropertyColumn(key: name, cells: cells, isPresent: isPresent))
        }
        return columns
    }

    /// - Throws: also for a row without key.
    func keys(
        _ plan: ValuePlan, _ reader: TableReader, _ rows: RowSelection
    ) throws(InputError) -> KeyColumn {
        let (cells, isPresent) = try column(plan, reader, rows)
        if let index = isPresent?.firstIndex(of: false) {
            throw error(
                ValuePlan.Failure(
                    index: index, message: "the key is empty",
                    hint: "`unless` in the mapping leaves rows out"), plan, reader, rows)
        }
        switch cells {
        case .integers(let keys): return .integers(keys)
        case .strings(let keys): return .strings(keys)
        default: preconditionFailure("a key is a string or an integer")
        }
    }

    private func column(
        _ plan: ValuePlan, _ reader: TableReader, _ rows: RowSelection
    ) throws(InputError) -> (cells: ColumnCells, isPresent: [Bool]?) {
        do throws(ValuePlan.Failure) {
            return try plan.column(reader.block, rows)
        } catch {
            throw self.error(error, plan, reader, rows)
        }
    }

    private func error(
        _ failure: ValuePlan.Failure, _ plan: ValuePlan, _ reader: TableReader,
        _ rows: RowSelection
    ) -> InputError {
        guard let column = plan.columns.first else {
            return InputError(failure.message, at: .init(file: reader.file.name))
        }
        let cell = rows.cells(column, in: reader.block)[failure.index]
        return InputError(
            failure.message,
            at: reader.place(ofByte: Int(cell.start), columnName: selection.scope.name(column)),
            hint: failure.hint)
    }

    /// The indexes of the table's columns among `columns`.
    static func tableColumns(_ columns: [ColumnAccess]) -> [Int] {
        columns.compactMap { if case .table(let index) = $0 { index } else { nil } }
    }
}
