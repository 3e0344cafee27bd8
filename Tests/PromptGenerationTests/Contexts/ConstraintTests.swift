import Foundation
import GraphTestSupport
import JSONRecords
import TestSupport
import Testing

@testable import PromptGeneration

/// No record contradicts the tables: 600 of them, `MEDGRAPH_TEST_CASES=170` more than 100,000.
@Suite struct ConstraintTests {
    /// A record, read as any reader of the file would.
    private struct Record {
        let line: String
        let code: String
        let sex: String
        let age: Double
        let state: String?
        let smoking: String?
        let lists: [String: [(key: String, weight: Double, probability: Double)]]

        init(_ line: String) throws {
            self.line = line
            let json = try JSONParser.parse(line)
            func text(_ value: JSONValue?) -> String? {
                if case .string(let text)? = value { text } else { nil }
            }
            func number(_ value: JSONValue?) -> Double {
                switch value {
                case .float(let number)?: number
                case .integer(let number)?: Double(number)
                default: .nan
                }
            }
            code = text(json["icd10"])!
            sex = text(json["patient"]?["sex"])!
            age = number(json["patient"]?["age"])
            state = text(json["patient"]?["state"])
            smoking = text(json["patient"]?["smoking"])
            var lists: [String: [(String, Double, Double)]] = [:]
            for name in ["symptoms", "denied", "drugs", "side_effects", "comorbidities"] {
                guard case .array(let elements)? = json[name] else { continue }
                lists[name] = elements.map {
                    (text($0["key"])!, number($0["weight"]), number($0["probability"]))
                }
            }
            self.lists = lists
        }

        func keys(_ name: String) -> [String] { lists[name]!.map(\.key) }
    }

    private static func records() throws -> [Record] {
        let generator = try Starter.generator(
            count: 600 * RandomCases.factor, Starter.settings("symptoms", seed: 26))
        return try Starter.lines(generator, threadCount: 2).map(Record.init)
    }

    @Test func `no record contradicts the tables`() throws {
        let facts = try StarterFacts.shared.get()
        let records = try Self.records()
        var seen = Set<String>()
        for record in records {
            #expect(Self.problems(record, facts) == [], "\(record.line)")
            for (name, list) in record.lists where !list.isEmpty { seen.insert(name) }
            if record.state == "pregnant" { seen.insert("pregnant") }
        }
        // All that is judged did occur.
        #expect(
            seen == ["symptoms", "denied", "drugs", "side_effects", "comorbidities", "pregnant"])
    }

    private static func problems(_ record: Record, _ facts: StarterFacts) -> [String] {
        patientProblems(record, facts) + findingProblems(record, facts)
            + drugProblems(record, facts)
            + record.lists.flatMap { name, list in
                list.filter { !(0...1).contains($0.probability) || $0.probability == 0 }
                    .map { "\(name): \($0.key) has the probability \($0.probability)" }
            }
            + record.lists.filter { _, list in Set(list.map(\.key)).count < list.count }
            .map { "\($0.key) has something twice" }
    }

    private static func patientProblems(_ record: Record, _ facts: StarterFacts) -> [String] {
        var problems: [String] = []
        for code in [record.code] + record.keys("comorbidities")
        where facts.diseases[code]?.allow(record.sex, record.age) != true {
            problems.append("\(code) cannot meet the patient")
        }
        let comorbidities = record.keys("comorbidities")
        for (index, code) in comorbidities.enumerated() {
            if facts.comorbid[record.code]?.contains(code) != true {
                problems.append("\(code) does not come with the disease")
            }
            for other in [record.code] + comorbidities[..<index]
            where facts.resembling[code]?.contains(other) == true {
                problems.append("\(code) beside \(other), which it resembles")
            }
        }
        let all = [record.code] + comorbidities
        let pregnancies: Set = ["O00", "O13", "O14", "O20", "O21", "O24.4", "O26.6", "O45", "Z33"]
        if !pregnancies.isDisjoint(with: all) != (record.state == "pregnant"),
            !pregnancies.isDisjoint(with: all) || record.sex == "male"
        {
            problems.append("pregnant or not: \(record.state ?? "nothing")")
        }
        if all.contains("F17.2"), record.smoking != "smoker" { problems.append("must smoke") }
        if record.age < 16, record.smoking != nil { problems.append("too young to smoke") }
        return problems
    }

    private static func findingProblems(_ record: Record, _ facts: StarterFacts) -> [String] {
        var problems: [String] = []
        let own = facts.symptomsOf[record.code] ?? []
        let symptoms = record.keys("symptoms")
        problems += symptoms.filter { !own.contains($0) }.map { "\($0) is no symptom of it" }
        for key in symptoms + record.keys("denied")
        where facts.symptoms[key]?.allow(record.sex, record.age) != true {
            problems.append("\(key) cannot be theirs")
        }
        var positive = own
        for code in record.keys("comorbidities") {
            positive.formUnion(facts.symptomsOf[code] ?? [])
        }
        positive.formUnion(record.keys("side_effects").compactMap { facts.sameAs[$0] })
        let near = facts.resembling[record.code, default: []]
            .reduce(into: Set<String>()) { $0.formUnion(facts.symptomsOf[$1] ?? []) }
        for key in record.keys("denied") {
            if positive.contains(key) { problems.append("\(key) is denied, and theirs") }
            if !near.contains(key) { problems.append("\(key) tells it from nothing") }
            let names = facts.symptomNames[key] ?? []
            for code in [record.code] + record.keys("comorbidities")
            where !names.isDisjoint(with: facts.diseaseNames[code] ?? []) {
                problems.append("\(key) is denied beside \(code), which has its name")
            }
            for other in positive where !names.isDisjoint(with: facts.symptomNames[other] ?? []) {
                problems.append("\(key) is denied beside \(other), which has its name")
            }
            for effect in record.keys("side_effects")
            where !names.isDisjoint(with: facts.sideEffectNames[effect] ?? []) {
                problems.append("\(key) is denied beside \(effect), which has its name")
            }
            // Who has a night cough coughs.
            let words = Set(key.split { $0 == " " || $0 == "-" })
            for finding in positive
            where words.isSubset(of: finding.split { $0 == " " || $0 == "-" }) {
                problems.append("\(key) is denied beside \(finding)")
            }
        }
        return problems
    }

    private static func drugProblems(_ record: Record, _ facts: StarterFacts) -> [String] {
        var problems: [String] = []
        var codes = [record.code] + record.keys("comorbidities")
        if record.state == "pregnant" { codes.append("Z33") }
        if record.state == "breastfeeding" { codes.append("Z39.1") }
        // What holds for a disease holds for its forms.
        codes += codes.map { String($0.prefix { $0 != "." }) }
        let drugs = record.keys("drugs")
        for (index, drug) in drugs.enumerated() {
            if facts.drugsOf[record.code]?.contains(drug) != true {
                problems.append("\(drug) does not treat it")
            }
            if let code = codes.first(where: { facts.contraindications[drug]?.contains($0) == true }
            ) {
                problems.append("\(drug) is contraindicated in \(code)")
            }
            for other in drugs[..<index]
            where !facts.classesOf[drug, default: []].isDisjoint(with: facts.classesOf[other] ?? [])
            {
                problems.append("\(drug) and \(other) are of one class")
            }
        }
        for effect in record.lists["side_effects"]! {
            let none = drugs.reduce(1.0) { $0 * (1 - (facts.effects[$1]?[effect.key] ?? 0)) }
            if abs(effect.probability - (1 - none)) > 1e-6 {
                problems.append("\(effect.key): probability \(effect.probability), not \(1 - none)")
            }
            if let symptom = facts.sameAs[effect.key],
                facts.symptoms[symptom]?.allow(record.sex, record.age) != true
            {
                problems.append("\(effect.key) cannot be theirs")
            }
        }
        return problems
    }
}
