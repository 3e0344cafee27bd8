/// The words by which a text tells who the patient is, and what should not stand in a note.
struct PatientReading: Decodable, Sendable {
    /// Words for each sex, folded.
    struct BySex: Decodable, Sendable {
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

    private enum CodingKeys: String, CodingKey {
        case nouns, words, certain, patient, relatives, placeholders
        case sexHeaders = "sex_headers"
        case ageHeaders = "age_headers"
        case otherTimes = "other_times"
    }
}
