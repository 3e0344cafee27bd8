internal import JSONRecords

/// Tells by the beginning of a file which formats it can be. Names of files say nothing.
package enum FormatGuess {
    /// All formats that fit; none if only a mapping can say what the file means.
    static func formats(of sample: FileSample) -> [TableFormat] {
        let first = sample.text.unicodeScalars.first { !$0.properties.isWhitespace }
        switch first {
        case "{": return objects(sample)
        case "<" where isXML(sample): return sample.text.contains("<graphml") ? [.graphML] : []
        default: break
        }
        var formats: [TableFormat] = []
        if isOBO(sample) { formats.append(.obo) }
        if isTriples(sample) { formats.append(.nTriples) }
        return formats.isEmpty ? tables(sample) : formats
    }

    // MARK: JSON

    private static func objects(_ sample: FileSample) -> [TableFormat] {
        if let value = try? JSONParser.parse(sample.firstLine) {
            let isEdge = value["subject"] != nil && value["object"] != nil
            if isEdge || value["id"] != nil { return [.kgxLines] }
        }
        let text = sample.text
        if text.contains("\"graphs\"") { return [.oboGraph] }
        guard text.contains("\"nodes\"") || text.contains("\"edges\"") else { return [] }
        let isHetionet = ["\"metanode_kinds\"", "\"metaedge_tuples\"", "\"identifier\""]
            .contains { text.contains($0) }
        let isKGX = ["\"category\"", "\"subject\""].contains { text.contains($0) }
        switch (isHetionet, isKGX) {
        case (true, false): return [.hetionetJSON]
        case (false, true): return [.kgxJSON]
        default: return [.hetionetJSON, .kgxJSON]
        }
    }

    // MARK: Text

    private static func isXML(_ sample: FileSample) -> Bool {
        let beginning = sample.firstLine
        return beginning.hasPrefix("<?xml") || beginning.hasPrefix("<!")
            || beginning.hasPrefix("<graphml")
    }

    private static func lines(_ sample: FileSample) -> [Substring] {
        sample.text.split(omittingEmptySubsequences: true) { $0.isNewline }
    }

    /// A text that tells of the format, as a README may, is none: OBO begins with a tag or a stanza.
    private static func isOBO(_ sample: FileSample) -> Bool {
        let first = lines(sample).first { !$0.hasPrefix("!") && !$0.allSatisfy(\.isWhitespace) }
        guard let first else { return false }
        let isTag = OBOLine(first).map { !$0.tag.contains(" ") } ?? false
        guard isTag || first.hasPrefix("[") else { return false }
        return lines(sample).contains { line in
            line.hasPrefix("format-version:") || line == "[Term]" || line == "[Typedef]"
        }
    }

    private static func isTriples(_ sample: FileSample) -> Bool {
        for line in lines(sample) {
            if line.hasPrefix("#") { continue }
            guard let triple = try? TripleParser.parse(Array(line.utf8)) else { return false }
            if case .iri(let iri) = triple.subject { return iri.contains(":") }
            return true
        }
        return false
    }

    // MARK: Tables

    private static func tables(_ sample: FileSample) -> [TableFormat] {
        var formats: [TableFormat] = []
        let dialect = Neo4jDialect(Neo4jRule(), header: sample.firstLine, sample: "")
        if Neo4jHeader.isHeader(
            Neo4jDialect.cells(sample.firstLine, dialect.table.delimiter))
        {
            formats.append(.neo4jCSV)
        }
        if kgxDelimiter(sample) != nil { formats.append(.kgxTable) }
        let names = Set(Neo4jDialect.cells(sample.firstLine, 0x09))
        if names.isSuperset(of: ["id", "name", "kind"]), sample.rest.contains("::") {
            formats.append(.hetionetNodes)
        }
        if names.isSuperset(of: ["source", "metaedge", "target"]) { formats.append(.hetionetSIF) }
        return formats
    }

    /// What parts the cells of a table of KGX; nil if it is none.
    static func kgxDelimiter(_ sample: FileSample) -> UInt8? {
        ([0x09, 0x2C] as [UInt8]).first { delimiter in
            let names = Set(Neo4jDialect.cells(sample.firstLine, delimiter))
            return names.isSuperset(of: ["subject", "predicate", "object"])
                || names.isSuperset(of: ["id", "category"])
        }
    }
}
