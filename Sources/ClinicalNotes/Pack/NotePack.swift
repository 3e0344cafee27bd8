internal import ConfigurationFiles
internal import Diagnostics

/// What notes are read and written with: queries for names, and the words of each language.
///
/// It is data in files of YAML; the pack that ships stands in `Datasets/notes`, where `README.md`
/// says what the files hold.
struct NotePack: Sendable {
    /// The queries for the names of entities, with their labels.
    let names: [(label: String, query: QueryText)]
    let languages: [NoteLanguage: LanguagePack]

    /// - Parameter files: the texts of `names.yaml`, `negation.yaml`, `patients.yaml`, `en.yaml`
    ///   and `ru.yaml`.
    /// - Throws: for what the files must not say, with file, line and column.
    init(files: [String: String]) throws(InputError) {
        let queries = try Self.fields(of: "names.yaml", in: files, known: nil)
        names = try queries.names.sorted().map { label throws(InputError) in
            (label, try queries.requiredQuery(label))
        }
        let codes = NoteLanguage.allCases.map(\.rawValue)
        let negation = try Self.fields(of: "negation.yaml", in: files, known: codes)
        let patients = try Self.fields(of: "patients.yaml", in: files, known: codes)
        var languages: [NoteLanguage: LanguagePack] = [:]
        for language in NoteLanguage.allCases {
            let code = language.rawValue
            languages[language] = try LanguagePack(
                Self.fields(of: code + ".yaml", in: files, known: LanguagePack.keys),
                negation: NegationCues.Words(negation.required(code)),
                patients: PatientReading(patients.required(code)))
        }
        self.languages = languages
    }

    private static func fields(
        of file: String, in files: [String: String], known: [String]?
    ) throws(InputError) -> YAMLFields {
        guard let text = files[file] else { throw InputError("the pack has no file `\(file)`") }
        return try YAMLFields(parsing: text, "`\(file)`", known: known, file: file)
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
