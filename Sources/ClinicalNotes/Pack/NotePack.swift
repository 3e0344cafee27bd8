internal import Yams

/// What notes are read and written with: queries for names, and the words of each language.
///
/// It is data in files of YAML; the pack that ships stands in `Datasets/notes`, where `README.md`
/// says what the files hold.
struct NotePack: Sendable {
    /// The queries for the names of entities, with their labels.
    let names: [(label: String, query: String)]
    let languages: [NoteLanguage: LanguagePack]

    /// - Parameter files: the texts of `names.yaml`, `negation.yaml`, `patients.yaml`, `en.yaml`
    ///   and `ru.yaml`.
    /// - Throws: ``NoteError`` that names the file and what is wrong in it.
    init(files: [String: String]) throws(NoteError) {
        let queries = try Self.decode([String: String].self, "names.yaml", files)
        names = queries.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        let negation = try Self.decode([String: NegationCues.Words].self, "negation.yaml", files)
        let patients = try Self.decode([String: PatientReading].self, "patients.yaml", files)
        var languages: [NoteLanguage: LanguagePack] = [:]
        for language in NoteLanguage.allCases {
            let file = language.rawValue + ".yaml"
            let content = try Self.decode(LanguageFile.self, file, files)
            guard let words = negation[language.rawValue] else {
                throw NoteError("`negation.yaml` has nothing for `\(language.rawValue)`")
            }
            guard let patients = patients[language.rawValue] else {
                throw NoteError("`patients.yaml` has nothing for `\(language.rawValue)`")
            }
            languages[language] = try LanguagePack(content, words, patients, file)
        }
        self.languages = languages
    }

    private static func decode<Content: Decodable>(
        _ type: Content.Type, _ file: String, _ files: [String: String]
    ) throws(NoteError) -> Content {
        guard let text = files[file] else { throw NoteError("the pack has no file `\(file)`") }
        do { return try YAMLDecoder().decode(type, from: text) } catch {
            throw NoteError("`\(file)` cannot be read: \(error)")
        }
    }

    /// The pack that the program carries.
    static let shipped: NotePack = {
        let files: [String: [UInt8]] = [
            "names.yaml": PackageResources.names_yaml,
            "negation.yaml": PackageResources.negation_yaml,
            "patients.yaml": PackageResources.patients_yaml,
            "en.yaml": PackageResources.en_yaml,
            "ru.yaml": PackageResources.ru_yaml,
        ]
        do {
            return try NotePack(files: files.mapValues { String(decoding: $0, as: UTF8.self) })
        } catch {
            // The program's own files: a mistake in them is one of the program, and tests read them.
            preconditionFailure("the pack that ships is whole: \(error)")
        }
    }()
}

/// The words of one language.
struct LanguagePack: Sendable {
    let negation: NegationCues.Words
    let patients: PatientReading
    let ordinaryWords: [String]
    let words: PatientWords
    let spelling: [String: String]
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
        _ file: LanguageFile, _ negation: NegationCues.Words, _ patients: PatientReading,
        _ name: String
    ) throws(NoteError) {
        self.negation = negation
        self.patients = patients
        ordinaryWords = file.ordinaryWords ?? []
        words = file.patient
        spelling = file.spelling ?? [:]
        articles = file.articles ?? [:]
        properNames = Set(file.properNames ?? [])
        measured = file.measured ?? [:]
        neutral = (file.neutral ?? [:]).mapValues { $0.map { Array($0.utf8) } }
        placeholders = patients.placeholders.map(Placeholders.Words.init)
        phrases = try PhraseBook(
            styles: file.styles, rules: file.rules, neutral: Set(neutral.keys), file: name)
    }
}

/// A file of words as it is written.
struct LanguageFile: Decodable {
    let ordinaryWords: [String]?
    let patient: PatientWords
    let spelling: [String: String]?
    let articles: [String: String]?
    let properNames: [String]?
    let measured: [String: Double]?
    let neutral: [String: [String]]?
    let styles: [PhraseBook.Style]
    let rules: [String: [PhraseBook.Alternative]]

    private enum CodingKeys: String, CodingKey {
        case patient, spelling, articles, measured, neutral, styles, rules
        case ordinaryWords = "ordinary_words"
        case properNames = "proper_names"
    }
}

/// What patients are called.
struct PatientWords: Decodable, Sendable {
    /// A word for both sexes, or one for each.
    struct Word: Decodable, Sendable {
        let female: String
        let male: String

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                female = text
                male = text
            } else {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                female = try fields.decode(String.self, forKey: .female)
                male = try fields.decode(String.self, forKey: .male)
            }
        }

        private enum CodingKeys: String, CodingKey { case female, male }

        func of(_ sex: NotePatient.Sex) -> String { sex == .female ? female : male }
    }

    /// What a patient below an age is called.
    struct Noun: Decodable, Sendable {
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
