internal import Diagnostics

/// The columns that a rule's names mean, resolved once a table.
struct PlanScope {
    let mappingFile: String
    let tableFile: String
    /// Those of the table, then those that splitting cells adds.
    var columnNames: [String]
    let lookups: LookupTables
    /// Names that splitting a cell adds; they hide the table's.
    var itemNames: [String] = []

    /// - Throws: if the table lacks the column or has it twice.
    func access(_ reference: ColumnReference) throws(ImportError) -> ColumnAccess {
        if let item = itemNames.firstIndex(of: reference.name) { return .item(item) }
        guard let column = columnNames.firstIndex(of: reference.name) else {
            throw ImportError(
                "`\(tableFile)` has no column `\(reference.name)`",
                at: reference.mark.place(in: mappingFile),
                hint: NearMiss.suggestion(for: reference.name, among: columnNames + itemNames)
                    .map { "did you mean `\($0)`?" }
                    ?? "its columns are \(columnNames.quotedList)")
        }
        guard columnNames.lastIndex(of: reference.name) == column else {
            throw ImportError(
                "`\(tableFile)` has two columns `\(reference.name)`",
                at: reference.mark.place(in: mappingFile))
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
