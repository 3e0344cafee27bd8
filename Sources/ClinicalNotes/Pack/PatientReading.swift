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
    let sex_headers: Set<String>
    let age_headers: Set<String>
    let other_times: Set<String>
    let patient: Set<String>
    let relatives: Set<String>
    let placeholders: [String]
}
