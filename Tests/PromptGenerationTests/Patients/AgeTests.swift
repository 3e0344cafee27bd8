import Testing

@testable import PromptGeneration

@Suite struct AgeTests {
    @Test(arguments: [
        (1, "1 год", "1 года"), (2, "2 года", "2 лет"), (5, "5 лет", "5 лет"),
        (11, "11 лет", "11 лет"),
        (12, "12 лет", "12 лет"), (21, "21 год", "21 года"), (44, "44 года", "44 лет"),
        (100, "100 лет", "100 лет"), (101, "101 год", "101 года"), (111, "111 лет", "111 лет"),
    ])
    func `years stand in the form that the number rules`(count: Int, age: String, aged: String) {
        let years = Age(count: count, unit: .years)
        #expect(Language.russian.duration(years) == age)
        #expect(Language.russian.attribute(of: years) == aged)
    }

    @Test func `months and days have forms too`() {
        #expect(Language.russian.attribute(of: Age(count: 1, unit: .months)) == "1 месяца")
        #expect(Language.russian.duration(Age(count: 3, unit: .months)) == "3 месяца")
        #expect(Language.russian.duration(Age(count: 21, unit: .days)) == "21 день")
        #expect(Language.english.duration(Age(count: 1, unit: .days)) == "1 day")
        #expect(Language.english.attribute(of: Age(count: 7, unit: .months)) == "7-month-old")
        #expect(Language.english.attribute(of: Age(count: 34, unit: .years)) == "34-year-old")
    }

    @Test func `the ages of a year of life make up that year`() {
        for year in 0...3 {
            let ages = Age.ages(inYear: year)
            #expect(abs(ages.map(\.share).reduce(0, +) - 1) < 1e-12)
            #expect(ages.allSatisfy { $0.age.wholeYears == year })
            #expect(Set(ages.map(\.age.years)).count == ages.count)
        }
    }

    @Test func `lists end with a conjunction`() {
        #expect(Language.english.joined(["a"]) == "a")
        #expect(Language.english.joined(["a", "b", "c"]) == "a, b and c")
        #expect(Language.russian.joined(["а", "б"]) == "а и б")
    }
}
