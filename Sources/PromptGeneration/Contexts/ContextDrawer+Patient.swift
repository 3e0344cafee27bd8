extension ContextDrawer {
    /// The people of the demographic table who may have a disease: those within its limits, each with
    /// the weight of those among them of whom is true what the disease implies.
    static func people(
        with disease: Disease, _ pack: PromptPack
    ) -> [DemographicTable.Person] {
        let implied = pack.conditions.filter { $0.isImplied(by: [disease.code]) }
        return pack.people.people.compactMap { person in
            guard disease.limits.allow(person.sex, person.age) else { return nil }
            let weight = implied.reduce(person.weight) { weight, condition in
                weight
                    * (pack.people.attribute(condition.attribute)?
                        .share(of: condition.value, person.sex, person.age) ?? 0)
            }
            guard weight > 0 else { return nil }
            return DemographicTable.Person(sex: person.sex, age: person.age, weight: weight)
        }
    }

    /// Draws sex and age together.
    func person(
        _ context: inout DrawnContext, _ profile: DiseaseProfile, _ stream: DrawStream
    ) -> Patient {
        let choice = stream.choice(profile.people.map(\.weight), .person)
        let person = profile.people[choice.index]
        let value = "\(person.sex.rawValue), \(person.age.count) \(person.age.unit.rawValue)"
        context.note("person", value, choice.probability)
        return Patient(sex: person.sex, age: person.age)
    }

    /// Whether someone with some diseases can have another one.
    func isPossible(
        _ candidate: Candidate, _ patient: Patient, beside diseases: [String]
    ) -> Bool {
        guard !diseases.contains(candidate.key),
            candidate.limits.allow(patient.sex, patient.age),
            !candidate.excludes.contains(where: { range in diseases.contains { range.covers($0) } }
            ),
            let disease = graph.disease(candidate.key),
            disease.limits.allow(patient.sex, patient.age)
        else { return false }
        let all = diseases + [candidate.key]
        var values: [String: String] = [:]
        for condition in pack.conditions where condition.isImplied(by: all) {
            let attribute = pack.people.attribute(condition.attribute)
            guard attribute?.share(of: condition.value, patient.sex, patient.age) ?? 0 > 0,
                values[condition.attribute] ?? condition.value == condition.value,
                !condition.isExcluded(by: all)
            else { return false }
            values[condition.attribute] = condition.value
        }
        return true
    }

    /// Draws what else is true of the patient, as far as their diseases leave it open.
    func drawAttributes(
        _ patient: inout Patient, _ context: inout DrawnContext, _ diseases: [String],
        _ stream: DrawStream
    ) {
        for (index, attribute) in pack.people.attributes.enumerated() {
            let conditions = pack.conditions.filter { $0.attribute == attribute.name }
            let implied = conditions.first { $0.isImplied(by: diseases) }
            let possible = attribute.distribution(patient.sex, patient.age).filter { value, _ in
                if let implied { return value == implied.value }
                return !conditions.contains { $0.value == value && $0.isExcluded(by: diseases) }
            }
            guard !possible.isEmpty else {
                patient.attributes.append((attribute.name, nil))
                continue
            }
            let choice = stream.choice(possible.map(\.weight), .attribute, draw: index)
            let value = possible[choice.index].value
            patient.attributes.append((attribute.name, value))
            context.note(attribute.name, value, choice.probability)
        }
    }
}
