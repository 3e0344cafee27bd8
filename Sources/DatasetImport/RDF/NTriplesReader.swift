internal import Diagnostics
internal import MedGraph

/// Reads RDF as N-Triples.
///
/// Subjects become nodes: `rdf:type` gives labels, literals properties, `rdfs:label` the name.
/// Statements whose object is a thing become relationships. The statements of a subject are
/// gathered, as far as they stand within 64 MiB of each other.
final class NTriplesReader: ElementReader {
    let countsRelationships = false
    private let file: InputFile
    private let scope: ElementScope
    private let space: NameSpace
    private var properties = RDFNames()
    private var types = RDFNames()
    private var labels = RDFNames()
    private(set) var newRowCount = 0
    private(set) var notes: [String: Int] = [:]

    private static let gatheredByteCountMax = 1 << 26

    init(_ file: InputFile, _ scope: ElementScope) {
        self.file = file
        self.scope = scope
        space = NameSpace(name: "", stubLabel: scope.label ?? "Resource")
    }

    func read(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        newRowCount = 0
        let reader = try LineReader(file, chunkByteCount: scope.chunkByteCount)
        var gathering = Gathering()
        while let line = try reader.next() {
            if line.number & 0xFFF == 0 { progress(reader.consumedByteCount) }
            guard let triple = try parse(line, reader) else { continue }
            if pass == .nodes {
                newRowCount += 1
                try gather(triple, line, reader, into: &gathering)
                if gathering.byteCount > Self.gatheredByteCountMax {
                    try give(&gathering, to: batcher)
                }
            } else if let relationship = relationship(triple, line: line.number) {
                try batcher.add(relationship)
            }
        }
        try give(&gathering, to: batcher)
    }

    private func parse(
        _ line: LineReader.Line, _ reader: LineReader
    ) throws(InputError) -> Triple? {
        do throws(TripleParser.Problem) { return try TripleParser.parse(line.bytes) } catch {
            throw InputError(
                error.message, at: reader.place(line, byte: error.byte), hint: error.hint)
        }
    }

    // MARK: Nodes

    /// What is known of some subjects.
    private struct Gathering {
        var subjects: [Triple.Resource: Int] = [:]
        var drafts: [NodeDraft] = []
        var byteCount = 0
        /// The hashes of subjects that were given on.
        var finished: Set<Int> = []
    }

    private struct NodeDraft {
        let subject: Triple.Resource
        let line: Int
        var labels: [String] = []
        var values: [(name: String, values: [PropertyValue])] = []
        var otherNames: [PropertyValue] = []

        mutating func add(_ name: String, _ value: PropertyValue) {
            if let index = values.firstIndex(where: { $0.name == name }) {
                if !values[index].values.contains(value) { values[index].values.append(value) }
            } else {
                values.append((name, [value]))
            }
        }
    }

    private func gather(
        _ triple: Triple, _ line: LineReader.Line, _ reader: LineReader,
        into gathering: inout Gathering
    ) throws(InputError) {
        let index: Int
        if let known = gathering.subjects[triple.subject] {
            index = known
        } else {
            guard !gathering.finished.contains(triple.subject.hashValue) else {
                throw InputError(
                    "the statements of `\(triple.subject.text)` stand too far from each other",
                    at: reader.place(line),
                    hint: "sort the file, for instance with `LC_ALL=C sort`")
            }
            index = gathering.drafts.count
            gathering.subjects[triple.subject] = index
            gathering.drafts.append(NodeDraft(subject: triple.subject, line: line.number))
            gathering.byteCount += 200
        }
        gathering.byteCount += line.bytes.count + 64
        switch triple.object {
        case .resource(.iri(let iri)) where triple.predicate == RDFNames.type:
            let label = labels.name(of: iri) { $0 }
            if !gathering.drafts[index].labels.contains(label) {
                gathering.drafts[index].labels.append(label)
            }
        case .resource: break
        case .literal(let literal):
            let value = value(of: literal)
            var name =
                triple.predicate == RDFNames.label
                ? ElementNames.nameProperty : properties.name(of: triple.predicate) { $0 }
            if let language = literal.language, language != "en" {
                name += "_" + language.replacing("-", with: "_")
            }
            gathering.drafts[index].add(name, value)
        }
    }

    private func value(of literal: Triple.Literal) -> PropertyValue {
        guard let datatype = literal.datatype, datatype.hasPrefix(RDFNames.xsd) else {
            return .string(literal.text)
        }
        let bytes = Array(literal.text.utf8)
        let cell = CellRange(0, bytes.count)
        switch datatype.dropFirst(RDFNames.xsd.count) {
        case "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
            "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte", "negativeInteger",
            "nonPositiveInteger":
            if let number = try? NumberText.integer(bytes.span, cell) { return .integer(number) }
        case "decimal", "double", "float":
            if let number = try? NumberText.float(bytes.span, cell) { return .float(number) }
        case "boolean":
            if ["true", "1"].contains(literal.text) { return .boolean(true) }
            if ["false", "0"].contains(literal.text) { return .boolean(false) }
        default: return .string(literal.text)
        }
        notes["literals that are not of their type, kept as text", default: 0] += 1
        return .string(literal.text)
    }

    private func give(
        _ gathering: inout Gathering, to batcher: ElementBatcher
    ) throws(InputError) {
        for draft in gathering.drafts {
            try batcher.add(element(draft))
            gathering.finished.insert(draft.subject.hashValue)
        }
        let finished = gathering.finished
        gathering = Gathering()
        gathering.finished = finished
    }

    private func element(_ draft: NodeDraft) -> NodeElement {
        let labels = draft.labels.isEmpty ? [space.stubLabel] : draft.labels
        let name = Self.name(draft.subject)
        var identity: NamedNodeBatch.Identity?
        if case .iri = draft.subject {
            identity = .init(label: labels[0], keyProperty: ElementNames.keyProperty)
        }
        var properties: [ElementProperty] = []
        for (name, values) in draft.values where identity?.keyProperty != name {
            guard name == ElementNames.nameProperty, values.count > 1 else {
                properties.append(ElementProperty(name, Self.property(values)))
                continue
            }
            // One name is what everybody looks for; the others are not lost.
            properties.append(ElementProperty(name, values[0]))
            properties.append(
                ElementProperty(
                    "other_names", Self.property(Array(values.dropFirst()), isList: true)))
        }
        return NodeElement(
            name: .text(name), space: space, identity: identity, labels: labels,
            properties: properties, line: draft.line)
    }

    private static func name(_ resource: Triple.Resource) -> String {
        switch resource {
        case .iri(let iri): OntologyIRI.curie(iri)
        case .blank(let name): name
        }
    }

    /// One value as it is, several as a list; values of different types are kept as texts.
    private static func property(_ values: [PropertyValue], isList: Bool = false) -> PropertyValue {
        if values.count == 1, !isList { return values[0] }
        let integers = values.compactMap { if case .integer(let value) = $0 { value } else { nil } }
        if integers.count == values.count { return .list(.integers(integers)) }
        let floats = values.compactMap { value -> Double? in
            switch value {
            case .float(let number): number
            case .integer(let number): Double(number)
            default: nil
            }
        }
        if floats.count == values.count { return .list(.floats(floats)) }
        let booleans = values.compactMap { if case .boolean(let value) = $0 { value } else { nil } }
        if booleans.count == values.count { return .list(.booleans(booleans)) }
        return .list(
            .strings(
                values.map { value in
                    switch value {
                    case .string(let text): text
                    case .integer(let number): String(number)
                    case .float(let number): number.description
                    case .boolean(let flag): String(flag)
                    case .list: ""
                    }
                }))
    }

    // MARK: Relationships

    private func relationship(_ triple: Triple, line: Int) -> RelationshipElement? {
        guard case .resource(let object) = triple.object else { return nil }
        if triple.predicate == RDFNames.type, case .iri = object { return nil }
        return RelationshipElement(
            type: types.name(of: triple.predicate, RDFNames.typeName),
            start: .init(name: .text(Self.name(triple.subject)), space: space),
            end: .init(name: .text(Self.name(object)), space: space), source: scope.source,
            properties: [], line: line)
    }
}
