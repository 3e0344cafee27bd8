/// The age of a patient: in days in the first month, in months up to two years, then in years.
package struct Age: Sendable, Hashable {
    package enum Unit: String, Sendable {
        case days, months, years
    }

    package let count: Int
    package let unit: Unit

    /// In years, to three decimals, as records write it.
    package var years: Double {
        switch unit {
        case .days: (Double(count) / 365.25 * 1000).rounded() / 1000
        case .months: (Double(count) / 12 * 1000).rounded() / 1000
        case .years: Double(count)
        }
    }

    /// The years that are completed, which is what demographic tables count.
    package var wholeYears: Int { Int(years) }

    /// Every age that a patient can have in a year of life, with its share of that year.
    ///
    /// **Shape**: 29 days and 11 months in the first year, 12 months in the second, else one.
    static func ages(inYear year: Int) -> [(age: Age, share: Double)] {
        switch year {
        case 0:
            let days = (1...29).map { (Age(count: $0, unit: .days), 1.0 / 12 / 29) }
            return days + (1...11).map { (Age(count: $0, unit: .months), 1.0 / 12) }
        case 1: return (12...23).map { (Age(count: $0, unit: .months), 1.0 / 12) }
        default: return [(Age(count: year, unit: .years), 1)]
        }
    }
}
