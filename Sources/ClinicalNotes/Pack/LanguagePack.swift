internal import ConfigurationFiles
internal import Diagnostics

/// The words of one language.
struct LanguagePack: Sendable {
    /// What its file can hold.
    static let keys = [
        "ordinary_words", "patient", "articles", "proper_names", "measured", "neutral",
        "styles", "rules",
    ]

    let negation: NegationCues.Words
    let patients: PatientReading
    let ordinaryWords: [String]
    let words: PatientWords
    let articles: [String: String]
    let properNames: Set<String>
    /// Names that are measurements when a number below the limit follows.
    let measured: [String: Double]
    /// By neutral fact, the parts of names that speak against it, as UTF-8.
    let neutral: [String: [[UInt8]]]
    /// What should not stand in a note, in folded words.
    let placeholders: [Placeholders.Words]
    let phrases: PhraseBook

    init(
        _ fields: YAMLFields, negation: NegationCues.Words, patients: PatientReading
    ) throws(InputError) {
        self.negation = negation
        self.patients = patients
        ordinaryWords = try fields.texts("ordinary_words")
        words = try PatientWords(fields.required("patient"))
        articles = try fields.textsByKey("articles")
        properNames = Set(try fields.texts("proper_names"))
        measured = try fields.valuesByKey("measured") { node, what throws(InputError) in
            try node.number(what)
        }
        neutral = try fields.valuesByKey("neutral") { node, what throws(InputError) in
            try node.texts(what).map { Array($0.utf8) }
        }
        placeholders = patients.placeholders.map(Placeholders.Words.init)
        phrases = try PhraseBook(fields, neutral: Set(neutral.keys))
    }
}
