/// An age as notes say it: in days in the first month, in months up to two years, then in years.
struct NoteAge {
    enum Unit: String { case day, month, year }

    let count: Int
    let unit: Unit

    /// - Parameter years: as records write it, to three decimals.
    init(years: Double) {
        let months = (years * 12).rounded()
        if years >= 2 {
            (count, unit) = (Int(years), .year)
        } else if months >= 1, abs(years * 12 - months) < 0.01 {
            (count, unit) = (Int(months), .month)
        } else {
            (count, unit) = (Int((years * 365.25).rounded()), .day)
        }
    }
}

/// The forms that numbers give to words.
enum NumberForm {
    /// The index of the form of a noun after a number: English one and other; Russian one, few
    /// («3 дня») and many («5 дней»).
    static func index(_ number: Int, _ language: NoteLanguage) -> Int {
        switch language {
        case .english: return number == 1 ? 0 : 1
        case .russian:
            let (tens, ones) = (number % 100, number % 10)
            if ones == 1, tens != 11 { return 0 }
            return (2...4).contains(ones) && !(12...14).contains(tens) ? 1 : 2
        }
    }

    /// The index of the form after a number in the genitive: «в возрасте 21 года», «5 лет».
    static func genitiveIndex(_ number: Int) -> Int {
        number % 10 == 1 && number % 100 != 11 ? 1 : 2
    }

    /// Whether the English word for the number begins with a vowel: eight, eleven, eighteen, eighty.
    static func hasVowel(_ number: Int) -> Bool {
        number == 11 || number == 18 || String(number).hasPrefix("8")
    }
}
