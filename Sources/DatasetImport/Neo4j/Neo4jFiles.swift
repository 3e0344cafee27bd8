internal import Diagnostics

/// Where the header of a file of neo4j-admin's CSV stands: in the file itself, or, as BioCypher
/// writes it, in a file of its own beside `Disease-part000.csv`, `Disease-header.csv`.
struct Neo4jFiles {
    /// The file of which the first row is the header.
    let headerFile: InputFile
    let header: Neo4jHeader
    let dialect: Neo4jDialect
    /// Whether the rows begin behind the header of the same file.
    let hasOwnHeader: Bool
    /// Whether the file has nothing but the header of others.
    let isHeaderOfOthers: Bool

    init(_ file: InputFile, among files: [InputFile], _ rule: Neo4jRule) throws(InputError) {
        let sample = try FileSample(file)
        if Self.isHeader(sample, rule) {
            hasOwnHeader = true
            headerFile = file
            dialect = Neo4jDialect(rule, header: sample.firstLine, sample: sample.rest)
            header = try Self.header(file, dialect)
            isHeaderOfOthers =
                sample.rest.allSatisfy(\.isWhitespace)
                && files.contains {
                    $0.name != file.name && Self.header(of: $0, among: [file]) != nil
                }
            return
        }
        guard let other = Self.header(of: file, among: files) else {
            throw InputError(
                "the file has no header of neo4j-admin, and no other file has one for it",
                at: .init(file: file.name, line: 1),
                hint:
                    "a header has `:ID` or `:START_ID`; for `X-part000.csv` it may be in `X-header.csv`"
            )
        }
        let otherSample = try FileSample(other)
        guard Self.isHeader(otherSample, rule) else {
            throw InputError(
                "this is no header of neo4j-admin", at: .init(file: other.name, line: 1),
                hint: "a header has `:ID` or `:START_ID`")
        }
        hasOwnHeader = false
        isHeaderOfOthers = false
        headerFile = other
        dialect = Neo4jDialect(
            rule, header: otherSample.firstLine, sample: sample.firstLine + "\n" + sample.rest)
        header = try Self.header(other, dialect)
    }

    private static func header(
        _ file: InputFile, _ dialect: Neo4jDialect
    ) throws(InputError) -> Neo4jHeader {
        let names = try TableReader(file, dialect: dialect.table).columnNames
        return try Neo4jHeader(names, file: file.name)
    }

    private static func isHeader(_ sample: FileSample, _ rule: Neo4jRule) -> Bool {
        let dialect = Neo4jDialect(rule, header: sample.firstLine, sample: "")
        return Neo4jHeader.isHeader(
            Neo4jDialect.cells(sample.firstLine, dialect.table.delimiter))
    }

    /// The file whose name says that it is the header for another: the longest name that fits.
    static func header(of file: InputFile, among files: [InputFile]) -> InputFile? {
        var best: (file: InputFile, length: Int)?
        for other in files {
            guard let stem = stem(ofHeader: other.name), file.name.hasPrefix(stem),
                self.stem(ofHeader: file.name) == nil
            else { continue }
            let next = file.name.dropFirst(stem.count).first
            guard let next, "-_.".contains(next), stem.count > best?.length ?? -1 else { continue }
            best = (other, stem.count)
        }
        return best?.file
    }

    /// `Disease` of `Disease-header.csv`.
    private static func stem(ofHeader name: String) -> String? {
        for mark in ["-header", "_header", ".header"] {
            if let range = name.firstRange(of: mark) { return String(name[..<range.lowerBound]) }
        }
        return nil
    }
}

/// The beginning of a file, to see what it is.
struct FileSample {
    /// The first line with anything in it, without its end.
    let firstLine: String
    /// What follows, as far as it was read.
    let rest: String
    /// All of it.
    let text: String
    /// Whether the file goes on.
    let isCut: Bool

    static let byteCountMax = 1 << 16

    /// - Throws: if the file cannot be read, or is no text in UTF-8.
    init(_ file: InputFile) throws(InputError) {
        let input = try TextBytes(file)
        var buffer = [UInt8](repeating: 0, count: Self.byteCountMax)
        var count = 0
        var isCut = false
        while true {
            guard buffer.count - count >= 8 else {
                isCut = true
                break
            }
            let read = try input.read(into: &buffer, at: count)
            if read == 0 { break }
            count += read
        }
        text = String(decoding: buffer.prefix(count), as: UTF8.self)
        self.isCut = isCut
        let isEnd: (Character) -> Bool = { $0 == "\n" || $0 == "\r" || $0 == "\r\n" }
        let body = text[...].drop(while: \.isWhitespace)
        let line = body.prefix { !isEnd($0) }
        // Tabs may be cells of a header, blanks at the beginning are not.
        firstLine = String(line)
        rest = String(body.dropFirst(line.count))
    }
}
