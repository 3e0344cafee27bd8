import Foundation
import GraphTestSupport
import TestSupport
import Testing

@testable import PromptGeneration

/// Patients with a disease that anyone can have are distributed as the table of the people is, read
/// here once more without the program.
@Suite struct MarginalTests {
    private static let patientCount = 20_000

    private struct Row {
        let attribute: String, sex: String, ages: ClosedRange<Int>, value: String, weight: Double

        func speaks(of sex: String, _ age: Int) -> Bool {
            (self.sex.isEmpty || self.sex == sex) && ages.contains(age)
        }
    }

    private static func rows() throws -> [Row] {
        let text = try String(
            contentsOf: Starter.repository.appending(path: "Datasets/prompts/people.csv"),
            encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(
                String.init)
            return Row(
                attribute: cells[0], sex: cells[1], ages: Int(cells[2])!...Int(cells[3])!,
                value: cells[4], weight: Double(cells[5])!)
        }
    }

    private static let patients = Result { try makePatients() }

    private static func makePatients() throws -> [Patient] {
        // Influenza: neither sex nor age nor anything else is told of it.
        let generator = try Starter.generator(["J10"], count: 1, Starter.settings("code"))
        return try (1...patientCount).map { ordinal in
            try generator.drawer.context(
                Assignment(code: "J10", ordinal: ordinal), [], hasPatient: true
            ).patient!
        }
    }

    @Test func `every marginal is within one per cent of the table`() throws {
        let rows = try Self.rows()
        let patients = try Self.patients.get()
        let people = rows.filter { $0.attribute == "population" }
        let total = people.map(\.weight).reduce(0, +)
        for row in people {
            let share = Self.share(patients) { row.speaks(of: $0.sex.rawValue, $0.age.wholeYears) }
            #expect(abs(share - row.weight / total) < 0.01, "\(row)")
        }
        for sex in ["female", "male"] {
            let weight = people.filter { $0.sex == sex }.map(\.weight).reduce(0, +)
            #expect(abs(Self.share(patients) { $0.sex.rawValue == sex } - weight / total) < 0.01)
        }
        // The share of a value is the sum over the people of whom its rows speak.
        for attribute in Set(rows.map(\.attribute)).subtracting(["population"]) {
            for value in Set(rows.filter { $0.attribute == attribute }.map(\.value)) {
                let expected = Self.expected(attribute, value, rows, people) / total
                let share = Self.share(patients) { $0.value(of: attribute) == value }
                #expect(
                    abs(share - expected) < 0.01, "\(attribute) \(value): \(share), \(expected)")
            }
        }
    }

    @Test func `nobody below 16 smokes or is asked`() throws {
        for patient in try Self.patients.get() where patient.age.wholeYears < 16 {
            #expect(patient.value(of: "smoking") == nil)
        }
    }

    private static func share(_ patients: [Patient], _ isOne: (Patient) -> Bool) -> Double {
        Double(patients.count(where: isOne)) / Double(patients.count)
    }

    private static func expected(
        _ attribute: String, _ value: String, _ rows: [Row], _ people: [Row]
    ) -> Double {
        var sum = 0.0
        for person in people {
            for age in person.ages {
                let all = rows.filter {
                    $0.attribute == attribute && $0.speaks(of: person.sex, age)
                }
                let weight = all.filter { $0.value == value }.map(\.weight).reduce(0, +)
                guard weight > 0 else { continue }
                let share = weight / all.map(\.weight).reduce(0, +)
                sum += share * person.weight / Double(person.ages.count)
            }
        }
        return sum
    }
}
