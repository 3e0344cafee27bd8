internal import ConfigurationFiles
internal import Diagnostics

/// The words by which a text tells who the patient is, and what should not stand in a note.
struct PatientReading: Sendable {
    /// Words for each sex, folded.
    struct BySex: Sendable {
        let female: Set<String>
        let male: Set<String>

        func of(_ sex: NotePatient.Sex) -> Set<String> { sex == .female ? female : male }
    }

    let nouns: BySex
    let words: BySex
    let certain: BySex
    let sexHeaders: Set<String>
    let ageHeaders: Set<String>
    let otherTimes: Set<String>
    let patient: Set<String>
    let relatives: Set<String>
    let placeholders: [String]
}

// MARK: Reading

extension PatientReading {
    init(_ node: YAMLNode) throws(InputError) {
        let fields = try node.fields(
            "a language",
            known: [
                "nouns", "words", "certain", "sex_headers", "age_headers", "other_times",
                "patient", "relatives", "placeholders",
            ])
        nouns = try BySex(fields, "nouns")
        words = try BySex(fields, "words")
        certain = try BySex(fields, "certain")
        sexHeaders = Set(try fields.requiredTexts("sex_headers"))
        ageHeaders = Set(try fields.requiredTexts("age_headers"))
        otherTimes = Set(try fields.requiredTexts("other_times"))
        patient = Set(try fields.requiredTexts("patient"))
        relatives = Set(try fields.requiredTexts("relatives"))
        placeholders = try fields.requiredTexts("placeholders")
    }
}

extension PatientReading.BySex {
    fileprivate init(_ language: YAMLFields, _ name: String) throws(InputError) {
        let fields = try language.requiredFields(name, known: ["female", "male"])
        female = Set(try fields.requiredTexts("female"))
        male = Set(try fields.requiredTexts("male"))
    }
}
