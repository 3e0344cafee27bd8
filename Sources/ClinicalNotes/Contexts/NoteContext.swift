/// What a note is to be about: a context record of `medgraph prompts`.
package struct NoteContext: Sendable, Equatable {
    package let id: String
    /// The code of the diagnosis in ICD-10.
    package let icd10: String
    /// The name of the diagnosis in the language of the record.
    package let disease: String
    package let language: NoteLanguage
    /// Nil for records that ask for a sentence instead of a note.
    package let patient: NotePatient?
    /// What the patient has.
    package let symptoms: [NoteEntity]
    /// What the patient does not have.
    package let denied: [NoteEntity]
    package let drugs: [NoteEntity]
    package let sideEffects: [NoteEntity]
    package let comorbidities: [NoteEntity]
    /// Whether the note may not name the diagnosis, its synonyms and its code.
    package let hidesDiagnosis: Bool
    /// The entity that a sentence is about, from the template `entity`.
    package let entity: NoteEntity?
    /// The two entities that a sentence is about, from the template `pair`.
    package let pair: NotePair?

    /// All that was sampled, each with its label.
    package var sampled: [NoteEntity] {
        symptoms + denied + drugs + sideEffects + comorbidities
            + [entity, pair?.head, pair?.tail].compactMap { $0 }
    }

    /// The diagnosis as an entity.
    package var diagnosis: NoteEntity {
        NoteEntity(key: icd10, name: disease, label: NoteLabel.disease)
    }
}

/// A language that notes are written and read in.
package enum NoteLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case russian = "ru"
}

/// The labels of the entities that notes name.
package enum NoteLabel {
    package static let disease = "Disease"
    package static let symptom = "Symptom"
    package static let drug = "Drug"
    package static let sideEffect = "SideEffect"
}

/// An entity of the graph as a record names it.
package struct NoteEntity: Sendable, Hashable {
    package let key: String
    package let name: String
    /// The label of its node, such as `Symptom`.
    package let label: String

    package init(key: String, name: String, label: String) {
        self.key = key
        self.name = name
        self.label = label
    }
}

/// Two entities, and whether the graph joins them.
package struct NotePair: Sendable, Equatable {
    package let head: NoteEntity
    package let relation: String
    package let tail: NoteEntity
    package let isAsserted: Bool
}

/// The patient of a record.
package struct NotePatient: Sendable, Equatable {
    package enum Sex: String, Sendable { case male, female }

    package let sex: Sex
    /// In years; parts of a year for infants.
    package let age: Double
    /// What else the record says, such as `smoking`: `former smoker`.
    package let attributes: [String: String]
}
