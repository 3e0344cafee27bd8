internal import ConfigurationFiles
internal import Diagnostics

/// What patients are called.
struct PatientWords: Sendable {
    /// A word for both sexes, or one for each.
    struct Word: Sendable {
        let female: String
        let male: String

        func of(_ sex: NotePatient.Sex) -> String { sex == .female ? female : male }
    }

    /// What a patient below an age is called.
    struct Noun: Sendable {
        let below: Double?
        let female: String
        let male: String
    }

    /// By age; the last has no limit.
    let nouns: [Noun]
    /// By attribute and value.
    let attributes: [String: [String: Word]]
    /// The forms of `day`, `month` and `year` that numbers take.
    let units: [String: [String]]
}

// MARK: Reading

extension PatientWords {
    init(_ node: YAMLNode) throws(InputError) {
        let fields = try node.fields("`patient`", known: ["nouns", "attributes", "units"])
        nouns = try fields.required("nouns").list("`nouns`").map { node throws(InputError) in
            try Noun(node)
        }
        attributes = try fields.required("attributes").valuesByKey("`attributes`") {
            node, what throws(InputError) in
            try node.valuesByKey(what) { node, what throws(InputError) in try Word(node, what) }
        }
        units = try fields.required("units").valuesByKey("`units`") {
            node, what throws(InputError) in try node.texts(what)
        }
    }
}

extension PatientWords.Noun {
    fileprivate init(_ node: YAMLNode) throws(InputError) {
        let fields = try node.fields("a noun", known: ["below", "female", "male"])
        below = try fields.number("below")
        female = try fields.requiredText("female")
        male = try fields.requiredText("male")
    }
}

extension PatientWords.Word {
    /// A text, which is empty for what a note does not mention, or one for each sex.
    fileprivate init(_ node: YAMLNode, _ what: String) throws(InputError) {
        if let text = node.scalar {
            (female, male) = (text, text)
        } else {
            let fields = try node.fields(what, known: ["female", "male"])
            female = try fields.requiredText("female")
            male = try fields.requiredText("male")
        }
    }
}
