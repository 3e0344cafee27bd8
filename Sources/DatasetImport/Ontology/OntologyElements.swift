internal import MedGraph

/// A term of an ontology, whichever format it was read from.
struct OntologyTerm {
    var id = ""
    var name: String?
    var definition: String?
    var comment: String?
    var namespace: String?
    var synonyms: [SynonymScope: [String]] = [:]
    var xrefs: [String] = []
    var alternativeIDs: [String] = []
    var subsets: [String] = []
    var isObsolete = false
    var line = 0
}

/// How a synonym relates to the term.
enum SynonymScope: String, CaseIterable {
    case exact, broad, narrow, related

    /// The property that holds the synonyms of this scope.
    var property: String { "\(rawValue)_synonyms" }
}

/// Makes elements of terms.
struct OntologyElements {
    let source: Source
    let space: NameSpace

    /// The label of terms for which nobody named another.
    static let label = "Term"

    init(_ scope: ElementScope) {
        source = scope.source
        space = NameSpace(name: "", stubLabel: scope.label ?? Self.label)
    }

    func node(_ term: OntologyTerm) -> NodeElement {
        var properties: [ElementProperty] = []
        func add(_ name: String, _ text: String?) {
            if let text, !text.isEmpty { properties.append(ElementProperty(name, .string(text))) }
        }
        // Their order means nothing, and differs between formats.
        func add(_ name: String, _ texts: [String]) {
            let distinct = Set(texts.map(ExactText.init)).map(\.text)
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            if !distinct.isEmpty {
                properties.append(ElementProperty(name, .list(.strings(distinct))))
            }
        }
        add(ElementNames.nameProperty, term.name)
        add("definition", term.definition)
        add("comment", term.comment)
        add("namespace", term.namespace)
        for scope in SynonymScope.allCases { add(scope.property, term.synonyms[scope] ?? []) }
        add("xrefs", term.xrefs)
        add("alternative_ids", term.alternativeIDs)
        add("subsets", term.subsets)
        let isBlank = ElementNames.isBlank(term.id)
        return NodeElement(
            name: .text(term.id), space: space,
            identity: isBlank
                ? nil : .init(label: space.stubLabel, keyProperty: ElementNames.keyProperty),
            labels: [space.stubLabel], properties: properties, line: term.line)
    }

    func relationship(
        _ type: String, from start: String, to end: String, line: Int
    ) -> RelationshipElement {
        RelationshipElement(
            type: type, start: .init(name: .text(start), space: space),
            end: .init(name: .text(end), space: space), source: source, properties: [],
            line: line)
    }

    /// The type for a relation: `part_of` and `part of` are `PART_OF`.
    static func type(_ relation: String) -> String {
        String(
            relation.uppercased().map { character in
                character.isLetter || character.isNumber ? character : "_"
            })
    }
}

/// Short names of ontologies' IRIs.
enum OntologyIRI {
    static let base = "http://purl.obolibrary.org/obo/"

    /// `http://purl.obolibrary.org/obo/DOID_1234` is `DOID:1234`; other texts stay.
    static func curie(_ iri: String) -> String {
        guard iri.hasPrefix(base) else { return iri }
        let name = iri.dropFirst(base.count)
        guard let underscore = name.lastIndex(of: "_"), underscore != name.startIndex,
            !name.contains("/"), !name.contains("#"), name.index(after: underscore) != name.endIndex
        else { return iri }
        return "\(name[..<underscore]):\(name[name.index(after: underscore)...])"
    }

    /// What stands behind the last `#` or `/`.
    static func localName(_ iri: String) -> String {
        iri.lastIndex { $0 == "#" || $0 == "/" }.map { String(iri[iri.index(after: $0)...]) }
            ?? iri
    }
}
