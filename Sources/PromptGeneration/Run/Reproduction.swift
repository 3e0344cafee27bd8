package import Diagnostics
internal import JSONRecords
package import MedGraph

/// Makes records again from what they say about themselves.
package struct Reproduction: Sendable {
    /// A record made again.
    package struct Outcome: Sendable {
        /// The record as it is made now, without the end of the line.
        package let line: String
        /// What is another than in the given record, in sentences; nothing when every byte is equal.
        package let differences: [String]
    }

    private let given: [(line: String, json: JSONValue, place: FilePlace)]

    /// Reads the records of a file, one a line.
    ///
    /// - Throws: for a line that is no context record.
    package init(_ text: String, file: String) throws(InputError) {
        var given: [(String, JSONValue, FilePlace)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            let place = FilePlace(file: file, line: index + 1)
            do { given.append((String(line), try JSONParser.parse(String(line)), place)) } catch {
                throw InputError("the line is no JSON (byte \(error.offset))", at: place)
            }
        }
        guard !given.isEmpty else { throw InputError("`\(file)` has no record") }
        self.given = given
    }

    /// Makes every record again.
    ///
    /// - Parameter examples: the notes that the records were made with; a record that was made with
    ///   none does not use them.
    package func outcomes(
        _ database: Database, _ pack: PromptPack, examples: ExampleNotes?
    ) throws(InputError) -> [Outcome] {
        var generators: [String: PromptGenerator] = [:]
        var outcomes: [Outcome] = []
        let records = try records(examples)
        for record in records {
            let name = record.settings.name
            if generators[name] == nil {
                let alike = records.filter { $0.settings.name == name }.map(\.assignment)
                generators[name] = try PromptGenerator(
                    database, pack, record.settings, .exactly(alike))
            }
            guard let generator = generators[name] else { continue }
            let made = try generator.line(record.assignment)
            outcomes.append(
                Outcome(
                    line: made, differences: try record.fields.differences(record.line, made)))
        }
        return outcomes
    }

    private struct Record {
        let line: String
        let fields: RecordFields
        let settings: PromptSettings
        let assignment: Assignment
    }

    private func records(_ examples: ExampleNotes?) throws(InputError) -> [Record] {
        var records: [Record] = []
        for (line, json, place) in given {
            let fields = RecordFields(json: json, place: place)
            let (settings, assignment) = try fields.settings(examples)
            records.append(
                Record(line: line, fields: fields, settings: settings, assignment: assignment))
        }
        return records
    }
}

/// The members of a context record that say how it was made.
private struct RecordFields {
    let json: JSONValue
    let place: FilePlace

    func settings(
        _ examples: ExampleNotes?
    ) throws(InputError) -> (PromptSettings, Assignment) {
        var settings = PromptSettings()
        let sampling = json["sampling"]
        settings.seed = try integer(json["seed"], "seed")
        settings.language = try named(json["language"], "language")
        settings.weighting = try named(sampling?["weights"], "sampling.weights")
        settings.template = try text(sampling?["template"], "sampling.template")
        settings.hidesDiagnosis = try text(sampling?["diagnosis"], "sampling.diagnosis") == "hidden"
        switch sampling?["temperature"] {
        case .float(let number)? where number > 0: settings.temperature = number
        case .integer(let number)? where number > 0: settings.temperature = Double(number)
        default: throw missing("sampling.temperature")
        }
        if sampling?["examples_hash"] != nil {
            guard let examples else {
                throw InputError(
                    "the record was made with example notes", at: place,
                    hint: "`--examples FILE` names the file of notes")
            }
            settings.examples = examples
        }
        let ordinal = try integer(sampling?["ordinal"], "sampling.ordinal")
        guard let ordinal = Int(exactly: ordinal), ordinal > 0 else {
            throw missing("sampling.ordinal")
        }
        return (settings, Assignment(code: try text(json["icd10"], "icd10"), ordinal: ordinal))
    }

    /// What differs, the causes first.
    func differences(_ given: String, _ made: String) throws(InputError) -> [String] {
        guard !given.utf8.elementsEqual(made.utf8) else { return [] }
        let new: JSONValue
        do { new = try JSONParser.parse(made) } catch {
            throw InputError("the record that was made is no JSON")
        }
        var differences: [String] = []
        for (name, was, `is`) in [
            ("snapshot", json["snapshot"], new["snapshot"]),
            ("pack_hash", json["sampling"]?["pack_hash"], new["sampling"]?["pack_hash"]),
            (
                "examples_hash", json["sampling"]?["examples_hash"],
                new["sampling"]?["examples_hash"]
            ),
        ] where was != `is` {
            differences.append("`\(name)` was \(Self.plain(was)) and is \(Self.plain(`is`))")
        }
        guard case .object(let members) = json, case .object(let others) = new else {
            return differences
        }
        let known = ["snapshot", "sampling", "id"]
        var names = others.map(\.key)
        names += members.map(\.key).filter { !names.contains($0) }
        for name in names where !known.contains(name) && json[name] != new[name] {
            differences.append("`\(name)` is another")
        }
        if differences.isEmpty { differences.append("the text is written in another way") }
        return differences
    }

    private static func plain(_ value: JSONValue?) -> String {
        if case .string(let text)? = value { text } else { "nothing" }
    }

    private func text(_ value: JSONValue?, _ name: String) throws(InputError) -> String {
        guard case .string(let text)? = value else { throw missing(name) }
        return text
    }

    private func integer(_ value: JSONValue?, _ name: String) throws(InputError) -> Int64 {
        guard case .integer(let number)? = value else { throw missing(name) }
        return number
    }

    private func named<Value: RawRepresentable<String>>(
        _ value: JSONValue?, _ name: String
    ) throws(InputError) -> Value {
        guard let value = Value(rawValue: try text(value, name)) else { throw missing(name) }
        return value
    }

    private func missing(_ name: String) -> InputError {
        InputError("this is no context record: `\(name)` is missing or wrong", at: place)
    }
}
