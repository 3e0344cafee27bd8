/// A language of prompts, with what of its grammar no table can hold.
package enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case russian = "ru"

    /// `a, b and c`
    func joined(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        let and = self == .english ? " and " : " и "
        return items.dropLast().joined(separator: ", ") + and + last
    }

    /// `34 years`, «34 года»
    func duration(_ age: Age) -> String { "\(age.count) \(unit(age))" }

    /// What stands beside the noun: `34-year-old` before it, «34 лет» behind it.
    func attribute(of age: Age) -> String {
        switch self {
        case .english: "\(age.count)-\(age.unit.rawValue.dropLast())-old"
        case .russian: "\(age.count) \(genitive(age))"
        }
    }

    private func unit(_ age: Age) -> String {
        switch self {
        case .english:
            return age.count == 1 ? String(age.unit.rawValue.dropLast()) : age.unit.rawValue
        case .russian:
            let forms = Self.russianUnits(age.unit)
            return [forms.one, forms.few, forms.many][Self.russianForm(age.count)]
        }
    }

    /// «1 года», «2 лет», «21 года»: the genitive of the number rules the noun.
    private func genitive(_ age: Age) -> String {
        let forms = Self.russianUnits(age.unit)
        return Self.russianForm(age.count) == 0 ? forms.few : forms.many
    }

    private static func russianUnits(_ unit: Age.Unit) -> (one: String, few: String, many: String) {
        switch unit {
        case .days: ("день", "дня", "дней")
        case .months: ("месяц", "месяца", "месяцев")
        case .years: ("год", "года", "лет")
        }
    }

    /// 0 for 1, 21, 31 …; 1 for 2 to 4, 22 to 24 …; 2 for the rest, 11 to 14 among them.
    private static func russianForm(_ count: Int) -> Int {
        guard !(11...14).contains(count % 100) else { return 2 }
        switch count % 10 {
        case 1: return 0
        case 2...4: return 1
        default: return 2
        }
    }
}
