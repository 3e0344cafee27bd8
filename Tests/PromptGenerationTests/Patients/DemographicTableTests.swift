import Diagnostics
import Testing

@testable import PromptGeneration

@Suite struct DemographicTableTests {
    private static let header = "attribute,sex,age_from,age_to,value,weight\n"

    @Test(arguments: [
        ("attribute,sex\n", 1, "the columns must be"),
        (header + "smoking,male,16,90,smoker,1\n", 1, "no row has the attribute `population`"),
        (header + "population,,0,90,,1\n\npopulation,man,0,1,,1\n", 4, "`man` is no sex"),
        (header + "population,,9,3,,1\n", 2, "is no range of ages"),
        (header + "population,,0,90,,-1\n", 2, "is not a number from 0 on"),
        (header + "population,,0,90,,1\nsmoking,,16,90,,1\n", 3, "`smoking` needs a value"),
        (header + "population,,0,90,x,1\n", 2, "`population` has no values"),
        (
            header + "population,,0,90,,1\nsmoking,,16,90,yes,0\n", 3,
            "no value of `smoking` has a weight"
        ),
        (
            header + "population,,0,90,,1\ns,,16,90,yes,1\ns,male,20,20,yes,1\n", 4,
            "in line 3 already"
        ),
        (header + "population,,0,90\n", 2, "has 4 cells"),
        (header + "population,,0,90,,\"1\"\n", 2, "no quotes"),
    ])
    func `mistakes are told with their line`(text: String, line: Int, message: String) {
        #expect {
            try DemographicTableReader.read(text, file: "people.csv")
        } throws: { error in
            let error = error as? InputError
            return error?.place == .init(file: "people.csv", line: line)
                && error?.message.contains(message) == true
        }
    }

    @Test func `people are spread evenly over the years of their row`() throws {
        let table = try DemographicTableReader.read(
            Self.header + "population,female,30,39,,50\npopulation,,40,40,,10\n", file: "people.csv"
        )
        let of = { (sex: Sex, year: Int) in
            table.people.filter { $0.sex == sex && $0.age.wholeYears == year }.map(\.weight)
                .reduce(0, +)
        }
        #expect(of(.female, 35) == 5)
        #expect(of(.male, 35) == 0)
        #expect(of(.female, 40) == 5)
        #expect(of(.male, 40) == 5)
    }
}
