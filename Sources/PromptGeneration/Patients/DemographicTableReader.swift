internal import Diagnostics

/// Reads a demographic table; every mistake is told with its line.
struct DemographicTableReader {
    private static let columns = "attribute,sex,age_from,age_to,value,weight"
    private static let population = "population"
    private static let yearMax = 120

    private let file: String
    private var population: [DemographicTable.Row] = []
    private var attributes: [DemographicTable.Attribute] = []

    static func read(_ text: String, file: String) throws(InputError) -> DemographicTable {
        var reader = DemographicTableReader(file: file)
        return try reader.read(text)
    }

    private init(file: String) { self.file = file }

    private mutating func read(_ text: String) throws(InputError) -> DemographicTable {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.last == "\r" ? $0.dropLast() : $0 }
        guard let header = lines.first, header == Self.columns else {
            throw error("the columns must be `\(Self.columns)`", 1)
        }
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            try add(line, index + 1)
        }
        guard !population.isEmpty else {
            throw error("no row has the attribute `\(Self.population)`", 1)
        }
        for attribute in attributes { try check(attribute) }
        return DemographicTable(file: file, people: people(), attributes: attributes)
    }

    private mutating func add(_ line: Substring, _ number: Int) throws(InputError) {
        guard !line.contains("\"") else {
            throw error("cells have no quotes in this table", number)
        }
        let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard cells.count == 6 else {
            throw error("the row has \(cells.count) cells, not 6", number)
        }
        let sex = Sex(rawValue: cells[1])
        guard sex != nil || cells[1].isEmpty else {
            throw error("`\(cells[1])` is no sex; write `female`, `male` or nothing", number)
        }
        guard let from = Int(cells[2]), let to = Int(cells[3]), from >= 0, from <= to,
            to <= Self.yearMax
        else { throw error("`\(cells[2])` to `\(cells[3])` is no range of ages", number) }
        guard let weight = Double(cells[5]), weight >= 0, weight.isFinite else {
            throw error("the weight `\(cells[5])` is not a number from 0 on", number)
        }
        let row = DemographicTable.Row(
            sex: sex, years: from...to, value: cells[4], weight: weight, line: number)
        guard !cells[0].isEmpty else { throw error("the row names no attribute", number) }
        guard cells[0] != Self.population else {
            guard cells[4].isEmpty else { throw error("`population` has no values", number) }
            population.append(row)
            return
        }
        guard !cells[4].isEmpty else { throw error("`\(cells[0])` needs a value", number) }
        if let index = attributes.firstIndex(where: { $0.name == cells[0] }) {
            attributes[index].add(row)
        } else {
            var attribute = DemographicTable.Attribute(name: cells[0])
            attribute.add(row)
            attributes.append(attribute)
        }
    }

    /// A value stands once for each person, and something has a weight.
    private func check(_ attribute: DemographicTable.Attribute) throws(InputError) {
        for sex in Sex.allCases {
            for year in 0...Self.yearMax {
                let rows = attribute.rows.filter { $0.speaks(of: sex, year) }
                for (index, row) in rows.enumerated() {
                    if let first = rows[..<index].first(where: { $0.value == row.value }) {
                        throw error(
                            "`\(attribute.name)` has the value `\(row.value)` for the age \(year) "
                                + "in line \(first.line) already", row.line)
                    }
                }
                if let row = rows.first, !rows.contains(where: { $0.weight > 0 }) {
                    throw error("no value of `\(attribute.name)` has a weight at \(year)", row.line)
                }
            }
        }
    }

    private func people() -> [DemographicTable.Person] {
        var people: [DemographicTable.Person] = []
        for sex in Sex.allCases {
            for year in 0...Self.yearMax {
                var count = 0.0
                for row in population where row.speaks(of: sex, year) {
                    let sexes = row.sex == nil ? 2.0 : 1.0
                    count += row.weight / Double(row.years.count) / sexes
                }
                guard count > 0 else { continue }
                for (age, share) in Age.ages(inYear: year) {
                    people.append(.init(sex: sex, age: age, weight: count * share))
                }
            }
        }
        return people
    }

    private func error(_ message: String, _ line: Int) -> InputError {
        InputError(message, at: .init(file: file, line: line))
    }
}
