/// Who the patients are: how many there are of each sex and age, and what else is true of them.
///
/// **Layout** of the file: CSV in UTF-8 with the columns `attribute,sex,age_from,age_to,value,weight`;
/// no cell holds a comma or a quote. An empty sex stands for both; ages are completed years, both
/// ends included.
///
/// - Rows of the attribute `population` have no value: their weight is the number of people of that
///   sex and of all those years together.
/// - Rows of any other attribute give its values with their weights among the people of that sex
///   and age. Where no row speaks of an age, people of that age do not have the attribute.
package struct DemographicTable: Sendable {
    /// A person who may be a patient, and how many there are.
    struct Person: Sendable {
        let sex: Sex
        let age: Age
        let weight: Double
    }

    struct Attribute: Sendable {
        let name: String
        /// In the order of the file.
        private(set) var values: [String] = []
        private(set) var rows: [Row] = []

        init(name: String) { self.name = name }

        mutating func add(_ row: Row) {
            if !values.contains(row.value) { values.append(row.value) }
            rows.append(row)
        }

        /// The values that people of a sex and age have, with weights above 0.
        func distribution(_ sex: Sex, _ age: Age) -> [(value: String, weight: Double)] {
            rows.filter { $0.speaks(of: sex, age.wholeYears) && $0.weight > 0 }
                .map { ($0.value, $0.weight) }
        }

        /// Of how many of the people of a sex and age a value is true, from 0 to 1.
        func share(of value: String, _ sex: Sex, _ age: Age) -> Double {
            let distribution = distribution(sex, age)
            let sum = distribution.reduce(0) { $0 + $1.weight }
            return (distribution.first { $0.value == value }?.weight ?? 0)
                / max(sum, .leastNormalMagnitude)
        }
    }

    struct Row: Sendable {
        let sex: Sex?
        let years: ClosedRange<Int>
        let value: String
        let weight: Double
        let line: Int

        func speaks(of sex: Sex, _ year: Int) -> Bool {
            (self.sex ?? sex) == sex && years.contains(year)
        }
    }

    let file: String
    let people: [Person]
    /// In the order in which the file names them first.
    let attributes: [Attribute]

    func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }
}
