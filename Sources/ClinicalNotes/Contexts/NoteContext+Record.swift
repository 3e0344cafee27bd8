package import Diagnostics
package import JSONRecords

extension NoteContext {
    /// Takes a record of `medgraph prompts` apart.
    ///
    /// - Throws: ``InputError`` that names the key which is missing or holds something else.
    package init(record: JSONValue) throws(InputError) {
        guard case .object = record else {
            throw InputError(
                "a context record must be a JSON object",
                hint: "`medgraph prompts` writes them, one a line")
        }
        let fields = RecordFields(value: record, path: "")
        id = try fields.text("id")
        icd10 = try fields.text("icd10")
        disease = try fields.text("disease")
        let code = try fields.text("language")
        guard let language = NoteLanguage(rawValue: code) else {
            throw InputError("`language` of a context record is `\(code)`", hint: "`en` or `ru`")
        }
        self.language = language
        patient = try fields.optional("patient").map { value throws(InputError) in
            try NotePatient(RecordFields(value: value, path: "patient."))
        }
        symptoms = try fields.entities("symptoms", NoteLabel.symptom)
        denied = try fields.entities("denied", NoteLabel.symptom)
        drugs = try fields.entities("drugs", NoteLabel.drug)
        sideEffects = try fields.entities("side_effects", NoteLabel.sideEffect)
        comorbidities = try fields.entities("comorbidities", NoteLabel.disease)
        hidesDiagnosis = record["sampling"]?["diagnosis"] == .string("hidden")
        entity = try fields.optional("entity").map { value throws(InputError) in
            try NoteEntity(RecordFields(value: value, path: "entity."))
        }
        pair = try fields.optional("pair").map { value throws(InputError) in
            try NotePair(RecordFields(value: value, path: "pair."))
        }
    }
}

extension NotePatient {
    fileprivate init(_ fields: RecordFields) throws(InputError) {
        let text = try fields.text("sex")
        guard let sex = Sex(rawValue: text) else {
            throw InputError("`patient.sex` is `\(text)`", hint: "`female` or `male`")
        }
        self.sex = sex
        age = try fields.number("age")
        guard age >= 0, age < 150 else { throw InputError("`patient.age` is \(age) years") }
        var attributes: [String: String] = [:]
        for (name, value) in fields.members where name != "sex" && name != "age" {
            if case .string(let text) = value { attributes[name] = text }
        }
        self.attributes = attributes
    }
}

extension NoteEntity {
    fileprivate init(_ fields: RecordFields) throws(InputError) {
        self.init(
            key: try fields.text("key"), name: try fields.text("name"),
            label: try fields.text("label"))
    }
}

extension NotePair {
    fileprivate init(_ fields: RecordFields) throws(InputError) {
        head = try NoteEntity(fields.object("head"))
        relation = try fields.text("relation")
        tail = try NoteEntity(fields.object("tail"))
        isAsserted = try fields.boolean("asserted")
    }
}

/// The members of an object of a record, taken by kind.
private struct RecordFields {
    let value: JSONValue
    /// Stands before the keys in messages: `patient.`.
    let path: String

    var members: [(String, JSONValue)] {
        guard case .object(let members) = value else { return [] }
        return members.map { ($0.key, $0.value) }
    }

    private func wrong(_ key: String, _ kind: String) -> InputError {
        InputError(
            "`\(path)\(key)` of a context record must be \(kind)",
            hint: value[key] == nil ? "the key is missing" : nil)
    }

    /// Nil where the key is missing or null.
    func optional(_ key: String) -> JSONValue? {
        guard let value = value[key], value != .null else { return nil }
        return value
    }

    func text(_ key: String) throws(InputError) -> String {
        guard case .string(let text)? = value[key], !text.isEmpty else {
            throw wrong(key, "a text")
        }
        return text
    }

    func number(_ key: String) throws(InputError) -> Double {
        switch value[key] {
        case .integer(let number)?: return Double(number)
        case .float(let number)?: return number
        default: throw wrong(key, "a number")
        }
    }

    func boolean(_ key: String) throws(InputError) -> Bool {
        guard case .boolean(let boolean)? = value[key] else {
            throw wrong(key, "true or false")
        }
        return boolean
    }

    func object(_ key: String) throws(InputError) -> RecordFields {
        guard let value = value[key], case .object = value else {
            throw wrong(key, "an object")
        }
        return RecordFields(value: value, path: "\(path)\(key).")
    }

    func entities(_ key: String, _ label: String) throws(InputError) -> [NoteEntity] {
        guard case .array(let elements)? = value[key] else { throw wrong(key, "an array") }
        var entities: [NoteEntity] = []
        for (index, element) in elements.enumerated() {
            let fields = RecordFields(value: element, path: "\(path)\(key)[\(index)].")
            entities.append(
                NoteEntity(
                    key: try fields.text("key"), name: try fields.text("name"), label: label))
        }
        return entities
    }
}
