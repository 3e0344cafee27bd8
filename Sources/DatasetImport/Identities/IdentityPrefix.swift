/// The part of an identifier before its colon, which says whose identifier it is: `DOID`, `MESH`.
///
/// Vocabularies are written in several ways (`mesh`, `Orphanet`, `MIM`); each has one here.
package struct IdentityPrefix: Hashable, Sendable, Comparable {
    /// In capitals, the way identifiers are written in the graph.
    package let name: String

    /// - Parameter written: as a file or a person writes it.
    package init(_ written: some StringProtocol) {
        let capitals = written.uppercased()
        name = Self.namesBySpelling[capitals] ?? capitals
    }

    /// Other spellings of prefixes, in capitals.
    private static let namesBySpelling = [
        "ORPHANET": "ORPHA", "ORDO": "ORPHA", "MIM": "OMIM", "MSH": "MESH", "DO": "DOID",
        "ICD-10": "ICD10", "ICD-10-CM": "ICD10CM", "ICD-10CM": "ICD10CM",
    ]

    /// Whether the identifiers are codes of a classification: several diseases share one, and one
    /// disease has several, so that a code alone makes nothing the same.
    var isClassification: Bool { name.hasPrefix("ICD") }

    package static func < (left: IdentityPrefix, right: IdentityPrefix) -> Bool {
        left.name < right.name
    }
}

/// An identifier with its prefix, such as `DOID:10763`.
struct PrefixedID: Hashable, Comparable {
    let prefix: IdentityPrefix
    /// What stands after the first colon, as it is written.
    let local: String

    /// - Returns: nil for a text without colon, or with nothing on one of its sides.
    init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: 0x3A) else { return nil }
        let local = text[text.index(after: colon)...]
        guard colon != text.startIndex, !local.isEmpty else { return nil }
        prefix = IdentityPrefix(text[..<colon])
        self.local = String(local)
    }

    var text: String { "\(prefix.name):\(local)" }

    static func < (left: PrefixedID, right: PrefixedID) -> Bool {
        (left.prefix.name, left.local) < (right.prefix.name, right.local)
    }
}
