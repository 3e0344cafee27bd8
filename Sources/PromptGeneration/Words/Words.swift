/// The words of a language for what is drawn: they agree with the sex of the patient.
struct Words: Sendable {
    /// A word, or one for each sex.
    struct Word: Sendable {
        let female: String
        let male: String

        func form(_ sex: Sex) -> String { sex == .female ? female : male }
    }

    /// What a person is called up to an age: `boy`, `man`.
    struct Noun: Sendable {
        /// In years; the age itself is not included.
        let below: Double
        let word: Word
    }

    /// With ages ascending; the last has no end.
    let nouns: [Noun]
    /// By attribute and value.
    let attributes: [String: [String: Word]]
    /// By label.
    let kinds: [String: String]
    /// By type of relationship.
    let relations: [String: String]

    func noun(_ sex: Sex, _ age: Age) -> String {
        (nouns.first { age.years < $0.below } ?? nouns[nouns.count - 1]).word.form(sex)
    }
}
