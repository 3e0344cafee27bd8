/// What a patient can have, be given and deny, by their sex, age, diseases and conditions.
struct Findings {
    private let patient: Patient
    /// The codes of all diseases of the patient, and of the conditions that stand for one.
    private let codes: [String]
    private let profiles: [DiseaseProfile]
    private let excludedFindings: [Set<String>]
    private let hiddenSideEffects: Set<String>
    private let namesakes: [String: Set<Namesakes.Thing>]

    init(_ patient: Patient, _ diseases: [String], _ drawer: ContextDrawer) {
        self.patient = patient
        let conditions = drawer.pack.conditions.filter {
            patient.value(of: $0.attribute) == $0.value
        }
        codes = diseases + conditions.compactMap(\.disease)
        profiles = codes.compactMap { drawer.graph.profiles[$0] }
        excludedFindings = conditions.map(\.excludedFindings)
        hiddenSideEffects = profiles.first?.hidden?.sideEffects ?? []
        namesakes = drawer.graph.namesakes
    }

    /// Whether the finding can be one of this patient.
    func allow(_ finding: Candidate) -> Bool {
        finding.limits.allow(patient.sex, patient.age)
            && !excludedFindings.contains {
                $0.contains(finding.key) || $0.contains(finding.sameAs ?? "")
            }
    }

    /// Whether the drug can be given: it is not contraindicated in any disease or condition of the
    /// patient, nor in a wider one, and is none of the class of another.
    func allowDrug(_ drug: Candidate, beside drawn: [Drawn]) -> Bool {
        drug.limits.allow(patient.sex, patient.age)
            && !drug.excludes.contains { range in codes.contains { range.covers($0) } }
            && !drawn.contains { other in
                other.candidate.key == drug.key
                    || other.candidate.groups.contains { drug.groups.contains($0) }
            }
    }

    /// Whether the side effect can be told apart from what the patient came with.
    func allowSideEffect(_ effect: Candidate, symptoms: [Drawn]) -> Bool {
        allow(effect) && !hiddenSideEffects.contains(effect.key)
            && !symptoms.contains {
                $0.candidate.key == effect.sameAs || $0.candidate.key == effect.key
            }
    }

    /// Whether the patient can deny the finding: it could be theirs, but none of their diseases,
    /// conditions and drugs is it, by any of its names, or brings it or something that says as much.
    func allowDenied(_ finding: Candidate, sideEffects: [Drawn]) -> Bool {
        allow(finding) && !profiles.contains { $0.brings(finding) }
            && !hasNamesake(finding, sideEffects)
            && !sideEffects.contains { effect in
                effect.candidate.sameAs == finding.key
                    || finding.words.isSubset(of: effect.candidate.words)
            }
    }

    /// Whether a disease, symptom or side effect of the patient has a name of the finding.
    private func hasNamesake(_ finding: Candidate, _ sideEffects: [Drawn]) -> Bool {
        guard let things = namesakes[finding.key], !things.isEmpty else { return false }
        return profiles.contains { $0.isAny(of: things) }
            || sideEffects.contains { things.contains(.finding($0.candidate.key)) }
    }
}

extension DiseaseProfile {
    /// Whether the disease has the finding, or one that says more: who has a night cough coughs.
    func brings(_ finding: Candidate) -> Bool {
        guard finding.words.isSubset(of: symptomWords) else { return false }
        return symptoms.contains { finding.words.isSubset(of: $0.words) }
    }

    /// Whether the disease or one of its symptoms is one of some things.
    func isAny(of things: Set<Namesakes.Thing>) -> Bool {
        things.contains { thing in
            switch thing {
            case .disease(let code): code == disease.code
            case .finding(let key): symptomKeys.contains(key)
            }
        }
    }
}
