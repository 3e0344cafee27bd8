/// Short names for the IRIs of predicates and types.
///
/// The part behind the last `#` or `/` is the name. Where two IRIs of a file have the same, the one
/// that came first keeps it, and the other is called by its whole IRI: they are never mixed up.
struct RDFNames {
    static let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    static let label = "http://www.w3.org/2000/01/rdf-schema#label"
    static let xsd = "http://www.w3.org/2001/XMLSchema#"

    private var names: [String: String] = [:]
    private var holders: [String: String] = [:]

    /// - Parameter shorten: makes the name of the last part of the IRI.
    mutating func name(of iri: String, _ shorten: (String) -> String) -> String {
        if let name = names[iri] { return name }
        let last = OntologyIRI.localName(iri)
        let short = shorten(last)
        let isFree = !last.isEmpty && holders[short] == nil
        let name = isFree ? short : iri
        names[iri] = name
        if isFree { holders[short] = iri }
        return name
    }

    /// `subClassOf` is `SUB_CLASS_OF`.
    static func typeName(_ last: String) -> String {
        var result = ""
        var isAfterSmall = false
        for character in last {
            if character.isUppercase, isAfterSmall { result.append("_") }
            isAfterSmall = character.isLowercase || character.isNumber
            result.append(character.isLetter || character.isNumber ? character : "_")
        }
        return result.uppercased()
    }
}
