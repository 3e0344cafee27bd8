internal import Diagnostics
internal import JSONRecords
internal import MedGraph

/// Reads an ontology as OBO Graphs write it in JSON. Makes the same graph as ``OBOReader`` does of
/// the same ontology.
final class OBOGraphReader: ElementReader {
    let countsRelationships = false
    private let file: InputFile
    private let scope: ElementScope
    private let elements: OntologyElements
    /// The names of relations, by their IRIs.
    private var relationNames: [String: String] = [:]
    private var obsolete: Set<String> = []
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
        let member = pass == .nodes ? "nodes" : "edges"
        let stream = try JSONElementStream(
            file, splitter: JSONSplitter(members: [member], within: "graphs"),
            chunkByteCount: scope.chunkByteCount)
        while let items = try stream.next() {
            for item in items {
                newRowCount += 1
                let value = try stream.value(of: item)
                if pass == .nodes {
                    try readNode(value, item, stream, into: batcher)
                } else {
                    try readEdge(value, item, stream, into: batcher)
                }
            }
            progress(stream.consumedByteCount)
        }
        guard pass == .relationships || stream.foundMembers.contains(member) else {
            throw InputError(
                "the JSON has no `graphs` with `nodes`", at: .init(file: file.name))
        }
    }

    // MARK: Nodes

    private func readNode(
        _ value: JSONValue, _ item: JSONSplitter.Element, _ stream: JSONElementStream,
        into batcher: ElementBatcher
    ) throws(InputError) {
        guard let iri = value["id"]?.text, !iri.isEmpty else {
            throw InputError("the node has no `id`", at: stream.place(item))
        }
        let meta = value["meta"] ?? .null
        switch value["type"]?.text ?? "CLASS" {
        case "CLASS": break
        case "PROPERTY":
            if let name = value["lbl"]?.text { relationNames[iri] = name }
            notes["properties, which are names of relations and no terms", default: 0] += 1
            return
        default:
            notes["individuals left out", default: 0] += 1
            return
        }
        if case .boolean(true)? = meta["deprecated"] {
            obsolete.insert(iri)
            notes["obsolete terms left out", default: 0] += 1
            return
        }
        try batcher.add(elements.node(term(iri, value, meta, line: item.line)))
    }

    private func term(
        _ iri: String, _ value: JSONValue, _ meta: JSONValue, line: Int
    ) -> OntologyTerm {
        var term = OntologyTerm()
        term.id = OntologyIRI.curie(iri)
        term.line = line
        term.name = value["lbl"]?.text
        term.definition = meta["definition"]?["val"]?.text
        let comments = (meta["comments"]?.texts ?? []).joined(separator: "\n")
        term.comment = comments.isEmpty ? nil : comments
        for synonym in meta["synonyms"]?.elements ?? [] {
            guard let text = synonym["val"]?.text else { continue }
            term.synonyms[Self.scope(synonym["pred"]?.text ?? ""), default: []].append(text)
        }
        term.xrefs = (meta["xrefs"]?.elements ?? []).compactMap { $0["val"]?.text }
        term.subsets = (meta["subsets"]?.texts ?? []).map(OntologyIRI.localName)
        for property in meta["basicPropertyValues"]?.elements ?? [] {
            guard let text = property["val"]?.text, let predicate = property["pred"]?.text else {
                continue
            }
            switch OntologyIRI.localName(predicate) {
            case "hasOBONamespace": term.namespace = text
            case "hasAlternativeId": term.alternativeIDs.append(OntologyIRI.curie(text))
            default:
                notes[
                    "property values `\(OntologyIRI.localName(predicate))`, which are not read",
                    default: 0] += 1
            }
        }
        return term
    }

    /// `hasExactSynonym`, alone or at the end of an IRI.
    private static func scope(_ predicate: String) -> SynonymScope {
        let name = OntologyIRI.localName(predicate).lowercased()
        return SynonymScope.allCases.first { name == "has\($0.rawValue)synonym" } ?? .related
    }

    // MARK: Edges

    private func readEdge(
        _ value: JSONValue, _ item: JSONSplitter.Element, _ stream: JSONElementStream,
        into batcher: ElementBatcher
    ) throws(InputError) {
        guard let start = value["sub"]?.text, let relation = value["pred"]?.text,
            let end = value["obj"]?.text
        else {
            throw InputError(
                "the edge lacks `sub`, `pred` or `obj`", at: stream.place(item))
        }
        // Between relations, as in "part of is a kind of overlaps".
        if relation == "subPropertyOf" || relation == "inverseOf" {
            notes["edges `\(relation)` between relations left out", default: 0] += 1
            return
        }
        guard !obsolete.contains(start) else { return }
        let name = relationNames[relation] ?? OntologyIRI.localName(relation)
        try batcher.add(
            elements.relationship(
                OntologyElements.type(name), from: OntologyIRI.curie(start),
                to: OntologyIRI.curie(end), line: item.line))
    }
}
