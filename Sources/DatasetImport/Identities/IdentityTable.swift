package import Diagnostics

/// What the identity files say: pairs of identifiers of the same thing, and how many rows were left
/// out, and why.
package struct IdentityTable: Sendable, Equatable {
    /// Pairs of identifiers whose prefixes are both asked for.
    private(set) var pairs: [Pair] = []
    package private(set) var counts = Counts()
    /// All prefixes that exact matches name, whether they are asked for or not.
    private var prefixes: Set<IdentityPrefix> = []

    struct Pair: Sendable, Equatable {
        var first: String
        var second: String
    }

    /// Rows of the files, by what became of them.
    package struct Counts: Sendable, Equatable {
        package var read = 0
        package var used = 0
        /// Rows of another predicate than `skos:exactMatch`, or with the modifier `Not`.
        package var otherPredicate = 0
        /// Rows of which a term is obsolete.
        package var obsolete = 0
        /// Rows with a prefix that is not asked for.
        package var otherPrefix = 0
    }

    /// Reads mappings in the form of SSSOM's tables.
    ///
    /// - Parameter wanted: the prefixes that are asked for; a row with another joins nothing.
    /// - Throws: for a file that lacks a column of SSSOM, an identifier without prefix, or a wanted
    ///   prefix that no row has.
    /// - Complexity: O(bytes of the files); the pairs are kept in memory.
    package init(_ files: [InputFile], wanted: [IdentityPrefix]) throws(InputError) {
        let wantedSet = Set(wanted)
        for file in files { try read(file, wantedSet) }
        for prefix in wanted where !prefixes.contains(prefix) {
            throw Self.unknown(prefix, prefixes.sorted().map(\.name))
        }
    }

    private static func unknown(_ prefix: IdentityPrefix, _ known: [String]) -> InputError {
        guard !known.isEmpty else {
            return InputError(
                "the identity files have no exact match",
                hint: "they are SSSOM tables with rows of the predicate `skos:exactMatch`")
        }
        return InputError(
            "no identifier of the identity files begins with `\(prefix.name):`",
            hint: NearMiss.hint(for: prefix.name, among: known) ?? "they have \(known.quotedList)")
    }

    private mutating func read(
        _ file: InputFile, _ wanted: Set<IdentityPrefix>
    ) throws(InputError) {
        let dialect = TableDialect(
            delimiter: 0x09, quote: nil, commentPrefix: Array("#".utf8), columnNames: nil)
        let reader = try TableReader(file, dialect: dialect)
        let columns = try SSSOMColumns(reader)
        while try reader.next() {
            for row in 0..<reader.block.rowCount {
                counts.read += 1
                try add(columns.row(row, reader), wanted, columns, reader)
            }
        }
    }

    private mutating func add(
        _ row: SSSOMRow, _ wanted: Set<IdentityPrefix>, _ columns: SSSOMColumns,
        _ reader: TableReader
    ) throws(InputError) {
        guard row.isExactMatch else {
            counts.otherPredicate += 1
            return
        }
        let subject = try columns.id(row, columns.subject, reader)
        let object = try columns.id(row, columns.object, reader)
        prefixes.formUnion([subject.prefix, object.prefix])
        guard !row.isObsolete else {
            counts.obsolete += 1
            return
        }
        guard wanted.contains(subject.prefix), wanted.contains(object.prefix) else {
            counts.otherPrefix += 1
            return
        }
        counts.used += 1
        pairs.append(Pair(first: subject.text, second: object.text))
    }
}

/// The columns of an SSSOM table that identities are read from.
private struct SSSOMColumns {
    let subject: Int
    let object: Int
    private let predicate: Int
    private let modifier: Int?
    private let labels: [Int]

    init(_ reader: TableReader) throws(InputError) {
        let columns = try reader.columns(["subject_id", "predicate_id", "object_id"])
        (subject, predicate, object) = (columns[0], columns[1], columns[2])
        modifier = reader.columnNames.firstIndex(of: "predicate_modifier")
        labels = ["subject_label", "object_label"].compactMap(reader.columnNames.firstIndex)
    }

    func row(_ row: Int, _ reader: TableReader) -> SSSOMRow {
        let predicate = text(row, predicate, reader)
        let isNegated = modifier.map { !text(row, $0, reader).isEmpty } ?? false
        return SSSOMRow(
            index: row, isExactMatch: Self.exactMatches.contains(predicate) && !isNegated,
            isObsolete: labels.contains {
                text(row, $0, reader).lowercased().hasPrefix("obsolete ")
            })
    }

    private static let exactMatches: Set<String> = [
        "skos:exactMatch", "http://www.w3.org/2004/02/skos/core#exactMatch",
    ]

    /// - Throws: for a cell that is no identifier with prefix.
    func id(
        _ row: SSSOMRow, _ column: Int, _ reader: TableReader
    ) throws(InputError) -> PrefixedID {
        let written = text(row.index, column, reader)
        if let id = PrefixedID(written) { return id }
        throw InputError(
            written.isEmpty
                ? "the identifier is empty"
                : "`\(written.prefix(40))` is no identifier with a prefix",
            at: reader.place(
                ofByte: Int(reader.block.cell(row.index, column).start),
                columnName: reader.columnNames[column]),
            hint: "identifiers are written as in `DOID:10763`")
    }

    private func text(_ row: Int, _ column: Int, _ reader: TableReader) -> String {
        String(decoding: reader.block.bytes[reader.block.cell(row, column).range], as: UTF8.self)
    }
}

private struct SSSOMRow {
    let index: Int
    let isExactMatch: Bool
    let isObsolete: Bool
}
