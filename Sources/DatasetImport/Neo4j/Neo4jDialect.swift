internal import MedGraph

/// How the cells of neo4j-admin's CSV are parted and quoted: as the mapping or the import call
/// says, else as the file looks.
struct Neo4jDialect {
    var table: TableDialect
    /// What parts the elements of lists, and labels.
    var arrayDelimiter: UInt8

    /// - Parameters:
    ///   - header: the first line of the file with the header.
    ///   - sample: some lines of the file with the rows.
    init(_ rule: Neo4jRule, header: String, sample: String) {
        let delimiter = rule.delimiter ?? Self.delimiter(of: header)
        arrayDelimiter = rule.arrayDelimiter ?? (delimiter == 0x3B ? 0x7C : 0x3B)
        table = TableDialect(
            delimiter: delimiter, quote: rule.quote ?? Self.quote(of: sample, delimiter))
    }

    /// The character that parts the line into the most fields of a header.
    private static func delimiter(of line: String) -> UInt8 {
        var best: (delimiter: UInt8, count: Int) = (0x2C, 0)
        for delimiter in [0x2C, 0x3B, 0x09, 0x7C] as [UInt8] {
            let cells = cells(line, delimiter)
            guard Neo4jHeader.isHeader(cells), cells.count > best.count else { continue }
            best = (delimiter, cells.count)
        }
        return best.delimiter
    }

    /// The cells of a header's line. Names of columns hold no delimiters.
    static func cells(_ line: String, _ delimiter: UInt8) -> [String] {
        line.utf8.split(separator: delimiter, omittingEmptySubsequences: false).map { bytes in
            var cell = String(Substring(bytes))
            for quote in ["\"", "'"] where cell.count > 1 && cell.hasPrefix(quote) {
                if cell.hasSuffix(quote) { cell = String(cell.dropFirst().dropLast()) }
            }
            return cell
        }
    }

    /// A single quote if cells stand in single quotes and none in double ones.
    private static func quote(of sample: String, _ delimiter: UInt8) -> UInt8 {
        var counts: (single: Int, double: Int) = (0, 0)
        for line in sample.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            for cell in line.split(separator: delimiter) {
                if cell.first == 0x22 { counts.double += 1 }
                if cell.count > 1, cell.first == 0x27, cell.last == 0x27 { counts.single += 1 }
            }
        }
        return counts.single > 0 && counts.double == 0 ? 0x27 : 0x22
    }
}

/// What is said about the characters of neo4j-admin's CSV, by a mapping or by the import call that
/// lies beside the files.
package struct Neo4jRule: Sendable, Equatable {
    package var delimiter: UInt8?
    package var arrayDelimiter: UInt8?
    package var quote: UInt8?

    package init() {}

    /// Reads the options of a call of `neo4j-admin`: a shell script, or a file of arguments.
    ///
    /// - Returns: nil if the text is no such call.
    package init?(importCall text: String) {
        guard text.contains("neo4j-admin") || text.contains("--nodes="),
            text.contains("delimiter=")
        else { return nil }
        delimiter = Self.character(of: "--delimiter=", in: text)
        arrayDelimiter = Self.character(of: "--array-delimiter=", in: text)
        quote = Self.character(of: "--quote=", in: text)
    }

    private static func character(of option: String, in text: String) -> UInt8? {
        guard let range = text.firstRange(of: option) else { return nil }
        var rest = text[range.upperBound...].prefix { $0 != "\n" && $0 != "\r" }
        // In a shell script the character stands in quotes, and a quote behind a backslash.
        for quote in ["'", "\""] where rest.hasPrefix(quote) && rest.dropFirst().contains(quote) {
            rest = rest.dropFirst()
            break
        }
        if rest.hasPrefix("\\t") || rest.uppercased().hasPrefix("TAB") { return 0x09 }
        if rest.hasPrefix("\\") { rest = rest.dropFirst() }
        if rest.hasPrefix("U+") {
            return UInt8(rest.dropFirst(2).prefix { $0.isHexDigit }, radix: 16)
        }
        return rest.utf8.first.flatMap { $0 < 0x80 ? $0 : nil }
    }
}
