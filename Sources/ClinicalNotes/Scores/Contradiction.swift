package import JSONRecords

/// Something that a note says against its record, or against itself.
package struct Contradiction: Sendable, Hashable {
    package enum Kind: String, Sendable {
        /// The note speaks of a patient of the other sex.
        case sex
        /// The note gives the patient another age.
        case age
        /// The note says of a finding both that it is there and that it is not.
        case assertedAndDenied = "asserted_and_denied"
        /// The note denies a symptom that the patient has.
        case symptomDenied = "symptom_denied"
        /// The note asserts a finding that the patient does not have.
        case deniedAsserted = "denied_asserted"
    }

    package let kind: Kind
    /// The words of the note, or the key of the finding.
    package let what: String

    /// `{"kind": …, "what": …}`
    package var json: JSONValue {
        .object([
            .init(key: "kind", value: .string(kind.rawValue)),
            .init(key: "what", value: .string(what)),
        ])
    }
}
