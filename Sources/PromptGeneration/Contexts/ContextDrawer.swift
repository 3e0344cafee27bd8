internal import Diagnostics

/// Draws the context of a record: a patient, and what the graph says about them.
///
/// The order of the draws: who the patient is, which diseases come with the first one, what else is
/// true of them, their symptoms, drugs and side effects, and last what they deny.
struct ContextDrawer: Sendable {
    let graph: ContextGraph
    let pack: PromptPack
    let settings: PromptSettings
    let sampler: Sampler

    func context(
        _ assignment: Assignment, _ parts: Set<PromptPack.Part>, hasPatient: Bool
    ) throws(InputError) -> DrawnContext {
        guard let profile = graph.profiles[assignment.code] else {
            throw InputError("no disease has the code `\(assignment.code)`")
        }
        let stream = DrawStream(
            seed: settings.seed, code: assignment.code, ordinal: assignment.ordinal)
        var context = DrawnContext(disease: profile.disease)
        if hasPatient { try drawPatient(&context, profile, parts, stream) }
        if parts.contains(.entity) { try drawEntity(&context, profile, stream) }
        if parts.contains(.pair) { try drawPair(&context, profile, stream) }
        return context
    }

    private func drawPatient(
        _ context: inout DrawnContext, _ profile: DiseaseProfile, _ parts: Set<PromptPack.Part>,
        _ stream: DrawStream
    ) throws(InputError) {
        var patient = person(&context, profile, stream)
        var diseases = [profile.disease.code]
        if parts.contains(.comorbidities) {
            let count = count(.comorbidities, .comorbidityCount, &context, stream)
            context.comorbidities = try oneByOne(count, .comorbidity, stream) { drawn in
                let codes = diseases + drawn.map(\.candidate.key)
                return profile.comorbidities.filter { isPossible($0, patient, beside: codes) }
            }
            diseases += context.comorbidities.map(\.candidate.key)
        }
        drawAttributes(&patient, &context, diseases, stream)
        context.patient = patient
        let findings = Findings(patient, diseases, self)
        if parts.contains(.symptoms) {
            let count = count(.symptoms, .symptomCount, &context, stream)
            context.symptoms = try sampler.draw(
                count, of: profile.symptoms.filter { findings.allow($0) }, settings.weighting,
                temperature: settings.temperature, seed: stream.querySeed(.symptoms))
        }
        if parts.contains(.drugs) {
            let count = count(.drugs, .drugCount, &context, stream)
            context.drugs = try oneByOne(count, .drug, stream) { drawn in
                profile.drugs.filter { findings.allowDrug($0, beside: drawn) }
            }
        }
        if parts.contains(.sideEffects) {
            let effects = sideEffects(of: context.drugs).filter {
                findings.allowSideEffect($0, symptoms: context.symptoms)
            }
            context.sideEffects = try sampler.keep(effects, seed: stream.querySeed(.sideEffects))
        }
        if parts.contains(.denied) {
            let count = count(.denied, .deniedCount, &context, stream)
            let candidates = profile.denied.filter {
                findings.allowDenied($0, sideEffects: context.sideEffects)
            }
            context.denied = try sampler.draw(
                count, of: candidates, .frequency, seed: stream.querySeed(.denied))
        }
    }

    /// How many are drawn.
    private func count(
        _ part: PromptPack.Part, _ stage: DrawStream.Stage, _ context: inout DrawnContext,
        _ stream: DrawStream
    ) -> Int {
        guard let counts = pack.parts[part]?.counts, !counts.isEmpty else { return 0 }
        let choice = stream.choice(counts.map(\.weight), stage)
        context.note(
            "\(part.rawValue)_count", String(counts[choice.index].count), choice.probability)
        return counts[choice.index].count
    }

    /// Draws one after another, each from what the ones before leave possible.
    private func oneByOne(
        _ count: Int, _ stage: DrawStream.Stage, _ stream: DrawStream,
        _ candidates: (_ drawn: [Drawn]) -> [Candidate]
    ) throws(InputError) -> [Drawn] {
        var drawn: [Drawn] = []
        for step in 0..<count {
            let next = try sampler.draw(
                1, of: candidates(drawn), .frequency, seed: stream.querySeed(stage, draw: step))
            guard !next.isEmpty else { break }
            drawn += next
        }
        return drawn
    }

    /// What the drugs cause; what several cause is as likely as that one of them does.
    private func sideEffects(of drugs: [Drawn]) -> [Candidate] {
        var effects: [Candidate] = []
        for drug in drugs {
            for effect in graph.sideEffects[drug.candidate.key] ?? [] {
                guard let index = effects.firstIndex(where: { $0.key == effect.key }) else {
                    effects.append(effect)
                    continue
                }
                let none = (1 - effects[index].weight) * (1 - effect.weight)
                effects[index] = effects[index].weighted(1 - none)
            }
        }
        return effects
    }

    // MARK: Sentences

    private func drawEntity(
        _ context: inout DrawnContext, _ profile: DiseaseProfile, _ stream: DrawStream
    ) throws(InputError) {
        let drawn = try sampler.draw(
            1, of: profile.entities, .frequency, seed: stream.querySeed(.entity))
        context.entity = drawn.first
    }

    /// First the relation, then whether the sentence states or denies it, then which pair: no
    /// relation crowds the others out, and none gives away whether it is stated.
    private func drawPair(
        _ context: inout DrawnContext, _ profile: DiseaseProfile, _ stream: DrawStream
    ) throws(InputError) {
        guard !profile.pairs.isEmpty else { return }
        let relations = Set(profile.pairs.map(\.relation)).sorted()
        let relation = stream.choice(relations.map { _ in 1 }, .relation)
        context.note("relation", relations[relation.index], relation.probability)
        let all = profile.pairs.filter { $0.relation == relations[relation.index] }
        let labels = [true, false].filter { label in all.contains { $0.isAsserted == label } }
        let label = stream.choice(labels.map { _ in 1 }, .pairLabel)
        context.note("asserted", labels[label.index] ? "true" : "false", label.probability)
        let pairs = all.filter { $0.isAsserted == labels[label.index] }
        let candidates = pairs.map { pair in
            Candidate(named: "\(pair.head.key)\t\(pair.tail.key)", [:])
        }
        let drawn = try sampler.draw(1, of: candidates, .frequency, seed: stream.querySeed(.pair))
        guard let key = drawn.first?.candidate.key,
            let index = candidates.firstIndex(where: { $0.key == key })
        else { return }
        context.pair = .init(pair: pairs[index], probability: drawn[0].probability)
    }
}
