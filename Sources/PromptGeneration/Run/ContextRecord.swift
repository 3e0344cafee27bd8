internal import Foundation
internal import JSONRecords

/// A context as it is written: one JSON object with the keys of the record in their order.
struct ContextRecord {
    let context: DrawnContext
    let assignment: Assignment
    let template: String
    let messages: [ChatMessage]
    let example: ExampleNotes.Note?
    let settings: PromptSettings
    let pack: PromptPack
    let snapshot: String

    var json: JSONValue {
        var members: [(String, JSONValue)] = [
            ("id", .string(id)),
            ("icd10", .string(assignment.code)),
            ("disease", .string(context.disease.name(settings.language))),
            ("language", .string(settings.language.rawValue)),
            ("patient", patient),
            ("symptoms", list(context.symptoms)),
            ("denied", list(context.denied)),
            ("drugs", list(context.drugs)),
            ("side_effects", list(context.sideEffects)),
            ("comorbidities", list(context.comorbidities)),
            ("template", .string(template)),
            (
                "messages",
                .array(
                    messages.map { message in
                        Self.object([
                            ("role", .string(message.role)), ("content", .string(message.content)),
                        ])
                    })
            ),
            ("seed", .integer(settings.seed)),
            ("snapshot", .string(snapshot)),
        ]
        if let entity = context.entity {
            members.append(("entity", self.entity(entity.candidate, entity.probability)))
        }
        if let pair = context.pair { members.append(("pair", self.pair(pair))) }
        members.append(("sampling", sampling))
        return Self.object(members)
    }

    /// The same for the same record, another for every other.
    private var id: String {
        let parts = [
            assignment.code, String(assignment.ordinal), String(settings.seed),
            settings.language.rawValue, template, settings.weighting.rawValue,
            settings.temperature.description, String(settings.hidesDiagnosis), pack.fingerprint,
            settings.examples?.fingerprint ?? "", snapshot,
        ]
        return "\(assignment.code)-\(assignment.ordinal)-\(fingerprint(parts))"
    }

    private var patient: JSONValue {
        guard let patient = context.patient else { return .null }
        let years = patient.age.years
        let age = years == years.rounded() ? JSONValue.integer(Int64(years)) : .float(years)
        return Self.object(
            [("sex", .string(patient.sex.rawValue)), ("age", age)]
                + patient.attributes.map { ($0.name, $0.value.map { .string($0) } ?? .null) })
    }

    private func list(_ drawn: [Drawn]) -> JSONValue {
        .array(
            drawn.map { drawn in
                Self.object([
                    ("key", .string(drawn.candidate.key)),
                    ("name", .string(drawn.candidate.name(settings.language))),
                    ("weight", Self.number(drawn.candidate.weight)),
                    ("probability", Self.number(drawn.probability)),
                ])
            })
    }

    private func entity(_ candidate: Candidate, _ probability: Double?) -> JSONValue {
        let label = candidate.texts[settings.language.rawValue]?["label"] ?? ""
        var members: [(String, JSONValue)] = [
            ("key", .string(candidate.key)), ("label", .string(label)),
            ("name", .string(candidate.name(settings.language))),
        ]
        if let probability { members.append(("probability", Self.number(probability))) }
        return Self.object(members)
    }

    private func pair(_ drawn: DrawnContext.DrawnPair) -> JSONValue {
        Self.object([
            ("head", entity(drawn.pair.head, nil)), ("relation", .string(drawn.pair.relation)),
            ("tail", entity(drawn.pair.tail, nil)), ("asserted", .boolean(drawn.pair.isAsserted)),
            ("probability", Self.number(drawn.probability)),
        ])
    }

    /// How the record was made: with it and the graph, it can be made again.
    private var sampling: JSONValue {
        var members: [(String, JSONValue)] = [
            ("ordinal", .integer(Int64(assignment.ordinal))),
            ("template", .string(settings.template)),
            ("weights", .string(settings.weighting.rawValue)),
            ("temperature", .float(settings.temperature)),
            ("diagnosis", .string(settings.hidesDiagnosis ? "hidden" : "named")),
            ("pack", .string(pack.name)), ("pack_hash", .string(pack.fingerprint)),
        ]
        if let examples = settings.examples {
            members.append(("examples_hash", .string(examples.fingerprint)))
        }
        if let example { members.append(("example_line", .integer(Int64(example.line)))) }
        members.append(
            (
                "draws",
                .array(
                    context.sideDraws.map { draw in
                        Self.object([
                            ("draw", .string(draw.name)), ("value", .string(draw.value)),
                            ("probability", Self.number(draw.probability)),
                        ])
                    })
            ))
        return Self.object(members)
    }

    /// To eight decimals, so that the last place of a logarithm changes nothing.
    private static func number(_ number: Double) -> JSONValue {
        .float((number * 1e8).rounded() / 1e8)
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(members.map { JSONValue.Member(key: $0.0, value: $0.1) })
    }
}
