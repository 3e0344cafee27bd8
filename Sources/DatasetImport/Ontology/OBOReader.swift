internal import Diagnostics
internal import MedGraph

/// Reads an ontology in the OBO flat file format, 1.2 or 1.4.
///
/// Terms become nodes, `is_a` and `relationship` become relationships. Obsolete terms are left out
/// and counted.
final class OBOReader: ElementReader {
    let countsRelationships = false
    private let file: InputFile
    private let scope: ElementScope
    private let elements: OntologyElements
    /// The names of relations whose identifiers are numbers, as their stanzas give them.
    private var relationNames: [String: String] = [:]
    private(set) var newRowCount = 0
    private(set) var notes: [String: Int] = [:]

    init(_ file: InputFile, _ scope: ElementScope) {
        self.file = file
        self.scope = scope
        elements = OntologyElements(scope)
    }

    func read(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        newRowCount = 0
        let reader = try LineReader(file, chunkByteCount: scope.chunkByteCount)
        var stanza = Stanza(kind: .header, line: 1)
        while let line = try reader.next() {
            if line.number & 0xFFF == 0 { progress(reader.consumedByteCount) }
            let text = line.text[...].trimmingBlanks
            if text.isEmpty || text.first == "!" { continue }
            if text.first == "[", text.last == "]" {
                try finish(stanza, pass, reader, into: batcher)
                stanza = Stanza(kind: Stanza.Kind(text), line: line.number)
            } else if stanza.kind != .other {
                try take(text, line, reader, pass, into: &stanza)
            }
        }
        try finish(stanza, pass, reader, into: batcher)
    }

    /// What was read of one stanza.
    private struct Stanza {
        enum Kind {
            case header, term, relation, other

            init(_ text: Substring) {
                self =
                    switch text {
                    case "[Term]": .term
                    case "[Typedef]": .relation
                    default: .other
                    }
            }
        }

        var kind: Kind
        var term = OntologyTerm()
        var relationships: [(relation: String, end: String, line: Int)] = []

        init(kind: Kind, line: Int) {
            self.kind = kind
            term.line = line
        }
    }

    private func take(
        _ text: Substring, _ line: LineReader.Line, _ reader: LineReader, _ pass: Pass,
        into stanza: inout Stanza
    ) throws(InputError) {
        guard let parsed = OBOLine(text) else {
            throw InputError(
                "the line is no `tag: value`", at: reader.place(line),
                hint: "the OBO format has a tag and a colon on each line of a stanza")
        }
        guard stanza.kind != .header else { return }
        switch parsed.tag {
        case "id": stanza.term.id = parsed.identifier.text
        case "name": stanza.term.name = parsed.freeText
        case "namespace": stanza.term.namespace = parsed.freeText
        case "comment": stanza.term.comment = parsed.freeText
        case "def":
            stanza.term.definition = try quoted(parsed, line, reader).text
        case "synonym":
            let (text, rest) = try quoted(parsed, line, reader)
            stanza.term.synonyms[Self.scope(rest), default: []].append(text)
        case "exact_synonym", "broad_synonym", "narrow_synonym", "related_synonym":
            let scope = SynonymScope(rawValue: String(parsed.tag.dropLast("_synonym".count)))
            stanza.term.synonyms[scope ?? .related, default: []].append(
                try quoted(parsed, line, reader).text)
        case "xref": stanza.term.xrefs.append(parsed.identifier.text)
        case "alt_id": stanza.term.alternativeIDs.append(parsed.identifier.text)
        case "subset": stanza.term.subsets.append(parsed.identifier.text)
        case "is_obsolete": stanza.term.isObsolete = parsed.identifier.text == "true"
        case "is_a":
            stanza.relationships.append(("is_a", parsed.identifier.text, line.number))
        case "relationship":
            let (relation, rest) = parsed.identifier
            guard let end = OBOLine("x: " + rest)?.identifier.text, !end.isEmpty else {
                throw InputError(
                    "the relationship has no end", at: reader.place(line),
                    hint: "such as `relationship: part_of HP:0000118`")
            }
            stanza.relationships.append((relation, end, line.number))
        default:
            if pass == .nodes, stanza.kind == .term {
                notes["lines `\(parsed.tag)`, which are not read", default: 0] += 1
            }
        }
    }

    private func quoted(
        _ parsed: OBOLine, _ line: LineReader.Line, _ reader: LineReader
    ) throws(InputError) -> (text: String, rest: Substring) {
        if let quoted = parsed.quoted { return quoted }
        throw InputError(
            "`\(parsed.tag)` has no text in quotes", at: reader.place(line),
            hint: "such as `\(parsed.tag): \"text\" []`")
    }

    /// The scope behind a synonym's text; without one it is related, as the format says.
    private static func scope(_ rest: Substring) -> SynonymScope {
        let word = rest.prefix { $0.isLetter }
        return SynonymScope(rawValue: word.lowercased()) ?? .related
    }

    private func finish(
        _ stanza: Stanza, _ pass: Pass, _ reader: LineReader, into batcher: ElementBatcher
    ) throws(InputError) {
        guard stanza.kind == .term || stanza.kind == .relation else { return }
        let term = stanza.term
        guard !term.id.isEmpty else {
            throw InputError(
                "the stanza has no `id`", at: .init(file: file.name, line: term.line, column: 1))
        }
        if stanza.kind == .relation {
            if let name = term.name, term.id.contains(":") { relationNames[term.id] = name }
            return
        }
        if pass == .nodes {
            newRowCount += 1
            if term.isObsolete { notes["obsolete terms left out", default: 0] += 1 }
        }
        guard !term.isObsolete else { return }
        if pass == .nodes { return try batcher.add(elements.node(term)) }
        for (relation, end, line) in stanza.relationships {
            let type = OntologyElements.type(relationNames[relation] ?? relation)
            try batcher.add(elements.relationship(type, from: term.id, to: end, line: line))
        }
    }
}
