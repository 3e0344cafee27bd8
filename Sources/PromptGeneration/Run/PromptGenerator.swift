internal import ConfigurationFiles
package import Diagnostics
internal import JSONRecords
package import MedGraph

/// Makes context records: for each a disease, a patient, what was drawn of the graph, and the
/// messages that ask a model to write about it.
///
/// All that can be wrong with the pack and its templates is found when the generator is made. Records
/// are made by number, by any number of threads: each depends on the settings, its disease and its
/// number among the records of that disease, and on the content of the graph.
package struct PromptGenerator: Sendable {
    package let assignments: [Assignment]
    private let pack: PromptPack
    private let settings: PromptSettings
    let drawer: ContextDrawer
    private let template: PromptTemplate
    private let fallback: PromptTemplate?
    private let values: ContextValues
    /// The example notes that can be shown, by the code of the disease.
    private let notes: [String: [ExampleNotes.Note]]

    /// Prepares the records of `selection`.
    ///
    /// - Throws: for what is wrong with the pack, its templates or its queries, for codes that are
    ///   not in the graph, and for diseases that nobody can have.
    package init(
        _ database: Database, _ pack: PromptPack, _ settings: PromptSettings,
        _ selection: Selection
    ) throws(InputError) {
        var graph = try ContextGraph(database, pack)
        try graph.readColumns(database, pack)
        guard let words = pack.words[settings.language] else {
            throw InputError(
                "the pack has no words of the language `\(settings.language.rawValue)`",
                at: .init(file: pack.file, line: 1))
        }
        (template, fallback) = try Self.templates(graph, pack, settings)
        assignments = try selection.assignments(graph, database, pack, settings)
        let variables = template.variables.union(fallback?.variables ?? [])
        let parts = Self.parts(variables)
        let codes = Set(assignments.map(\.code)).sorted()
        try graph.read(codes, parts, database, pack)
        var stems = StemMemory()
        for code in codes {
            try Self.prepare(&graph, code, pack, parts)
            if settings.hidesDiagnosis { Self.hide(code, in: &graph, &stems) }
        }
        notes = Self.notes(codes, graph, settings)
        self.pack = pack
        self.settings = settings
        drawer = ContextDrawer(
            graph: graph, pack: pack, settings: settings, sampler: Sampler(database))
        values = ContextValues(language: settings.language, words: words, settings: settings)
    }

    package var snapshot: String { drawer.graph.snapshot }

    /// The record with the number `index`, as one line of JSON without its end.
    package func line(_ index: Int) throws(InputError) -> String {
        try line(assignments[index])
    }

    func line(_ assignment: Assignment) throws(InputError) -> String {
        let stream = DrawStream(
            seed: settings.seed, code: assignment.code, ordinal: assignment.ordinal)
        let notes = self.notes[assignment.code] ?? []
        let template = notes.isEmpty ? fallback ?? self.template : self.template
        var context = try drawer.context(
            assignment, Self.parts(template.variables),
            hasPatient: template.variables.contains("patient"))
        var example: ExampleNotes.Note?
        if template.variables.contains("example"), !notes.isEmpty {
            let choice = stream.choice(notes.map { _ in 1 }, .example)
            example = notes[choice.index]
            context.note("example_line", String(notes[choice.index].line), choice.probability)
        }
        let hidden = drawer.graph.profiles[assignment.code]?.hidden?.names
        let messages = template.render(values.values(context, hiding: hidden, example: example)) {
            message, count in
            let choice = stream.choice(Array(repeating: 1, count: count), .wording, draw: message)
            let role = template.messages[message].role
            context.note("\(role)_wording", String(choice.index + 1), choice.probability)
            return choice.index
        }
        let record = ContextRecord(
            context: context, assignment: assignment, template: template.rule.name,
            messages: messages, example: example, settings: settings, pack: pack,
            snapshot: drawer.graph.snapshot)
        var writer = JSONWriter()
        writer.write(record.json)
        return writer.text
    }

    /// How many of the records have no example note, so that another template serves them.
    package var fallbackCount: Int {
        guard fallback != nil else { return 0 }
        return assignments.count { notes[$0.code] == nil }
    }
}

// MARK: What is prepared

extension PromptGenerator {
    private static func templates(
        _ graph: ContextGraph, _ pack: PromptPack, _ settings: PromptSettings
    ) throws(InputError) -> (template: PromptTemplate, fallback: PromptTemplate?) {
        guard let rule = pack.template(settings.template) else {
            throw InputError(
                "there is no template `\(settings.template)`",
                hint: "there are " + pack.templateNames.map { "`\($0)`" }.joined(separator: ", "))
        }
        if settings.hidesDiagnosis, rule.needsDiagnosis {
            throw InputError(
                "the template `\(rule.name)` is about the diagnosis, which cannot be hidden")
        }
        let schema = ContextSchema.schema(graph, pack, settings.language)
        let template = try PromptTemplate(rule, settings.language, pack.files, schema)
        guard template.variables.contains("example") else { return (template, nil) }
        guard settings.examples != nil else {
            throw InputError(
                "the template `\(rule.name)` shows an example note, and there are none",
                hint: "`--examples FILE` names a file of notes")
        }
        let fallback = rule.fallback.flatMap { pack.template($0) }
        guard let fallback else { return (template, nil) }
        let other = try PromptTemplate(fallback, settings.language, pack.files, schema)
        guard !other.variables.contains("example") else {
            throw InputError(
                "`\(fallback.name)` is for diseases without an example note, and shows one",
                at: fallback.place)
        }
        return (template, other)
    }

    /// The example notes of each disease that has any; none that names a diagnosis which is hidden.
    private static func notes(
        _ codes: [String], _ graph: ContextGraph, _ settings: PromptSettings
    ) -> [String: [ExampleNotes.Note]] {
        guard let examples = settings.examples else { return [:] }
        var notes: [String: [ExampleNotes.Note]] = [:]
        var stems = StemMemory()
        for code in codes {
            var own = examples.notes(for: code, settings.language)
            if settings.hidesDiagnosis, let disease = graph.disease(code) {
                let names = DiagnosisNames(disease, &stems)
                own.removeAll { names.stand(in: $0.text, &stems) }
            }
            if !own.isEmpty { notes[code] = own }
        }
        return notes
    }

    private static func parts(_ variables: Set<String>) -> Set<PromptPack.Part> {
        var parts = Set(variables.compactMap { PromptPack.Part(rawValue: $0) })
        // Side effects are those of drugs.
        if parts.contains(.sideEffects) { parts.insert(.drugs) }
        return parts
    }

    /// Leaves in a profile what records about it can take.
    private static func prepare(
        _ graph: inout ContextGraph, _ code: String, _ pack: PromptPack,
        _ parts: Set<PromptPack.Part>
    ) throws(InputError) {
        guard let disease = graph.disease(code) else { return }
        let people = ContextDrawer.people(with: disease, pack)
        guard !people.isEmpty else {
            throw InputError(
                "nobody in `\(pack.people.file)` can have the disease `\(code)`")
        }
        for (part, isEmpty) in [
            (PromptPack.Part.entity, graph.profiles[code]?.entities.isEmpty),
            (.pair, graph.profiles[code]?.pairs.isEmpty),
        ] where parts.contains(part) && isEmpty == true {
            throw InputError(
                "the query of `\(part.rawValue)` finds nothing for the disease `\(code)`",
                at: pack.parts[part]?.query.place)
        }
        let namesakes = graph.namesakes
        graph.update(code) { profile in
            profile.people = people
            profile.denied = profile.denied.filter { finding in
                !profile.brings(finding)
                    && !profile.isAny(of: namesakes[finding.key] ?? [])
            }
        }
    }

    /// Takes out of a profile what names its disease.
    private static func hide(
        _ code: String, in graph: inout ContextGraph, _ stems: inout StemMemory
    ) {
        guard var profile = graph.profiles[code] else { return }
        let names = DiagnosisNames(profile.disease, &stems)
        profile.symptoms.removeAll { names.stand(in: $0, &stems) }
        profile.denied.removeAll { names.stand(in: $0, &stems) }
        profile.drugs.removeAll { names.stand(in: $0, &stems) }
        profile.comorbidities.removeAll { names.stand(in: $0, &stems) }
        var hidden = DiseaseProfile.Hidden(names: names)
        for drug in profile.drugs {
            for effect in graph.sideEffects[drug.key] ?? [] where names.stand(in: effect, &stems) {
                hidden.sideEffects.insert(effect.key)
            }
        }
        profile.hidden = hidden
        graph.update(code) { $0 = profile }
    }
}
