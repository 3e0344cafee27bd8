internal import Diagnostics

/// The columns that a rule's names mean, resolved once a table.
struct PlanScope {
    let tableFile: String
    /// Those of the table, then those that splitting cells adds.
    var columnNames: [String]
    let lookups: LookupTables
    /// Names that splitting a cell adds; they hide the table's.
    var itemNames: [String] = []

    /// - Throws: if the table lacks the column or has it twice.
    func access(_ reference: ColumnReference) throws(InputError) -> ColumnAccess {
        if let item = itemNames.firstIndex(of: reference.name) { return .item(item) }
        guard let column = columnNames.firstIndex(of: reference.name) else {
            throw InputError(
                "`\(tableFile)` has no column `\(reference.name)`",
                at: reference.place,
                hint: NearMiss.hint(for: reference.name, among: columnNames + itemNames)
                    ?? "its columns are \(columnNames.quotedList)")
        }
        guard columnNames.lastIndex(of: reference.name) == column else {
            throw InputError(
                "`\(tableFile)` has two columns `\(reference.name)`",
                at: reference.place)
        }
        return .table(column)
    }

    func name(_ access: ColumnAccess) -> String {
        switch access {
        case .table(let column): columnNames[column]
        case .item(let index): itemNames[index]
        }
    }
}
