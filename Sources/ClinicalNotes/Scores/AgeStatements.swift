/// The ages that a note gives its patient.
///
/// English: `34-year-old`, `34 years old`, `34 y/o`, `34 years of age`, `aged 34`, `age: 34`.
/// Russian: «34-летний», «возраст 34 года», and «34 года» right after a word for the patient.
/// Not counted are ages of relatives, ages at another time («since age 20»), and days, weeks and
/// months away from a word for the patient.
struct AgeStatements {
    struct Statement {
        let count: Int
        let unit: NoteAgeUnit
        /// The words of the age.
        let words: Range<Int>
        /// The word for the patient beside it.
        let noun: Int?

        /// Whether it is the age of the patient: the years that are completed, or within a month, a
        /// week or two days.
        func fits(_ patient: NotePatient) -> Bool {
            switch unit {
            case .year: count == Int(patient.age)
            case .month: abs(Double(count) - patient.age * 12) <= 1
            case .week: abs(Double(count) * 7 - patient.age * 365.25) <= 7
            case .day: abs(Double(count) - patient.age * 365.25) <= 2
            }
        }
    }

    enum NoteAgeUnit { case year, month, week, day }

    private let text: NoteText
    private let words: [String]
    private let language: NoteLanguage
    private let reading: PatientReading
    private let nouns: Set<String>

    init(
        _ text: NoteText, _ words: [String], _ language: NoteLanguage, _ reading: PatientReading
    ) {
        self.text = text
        self.words = words
        self.language = language
        self.reading = reading
        nouns = reading.nouns.female.union(reading.nouns.male).union(reading.patient)
    }

    var all: [Statement] { words.indices.compactMap { statement(at: $0) } }

    private func statement(at index: Int) -> Statement? {
        guard let first = words[index].utf8.first, first >= 0x30, first <= 0x39 else { return nil }
        guard let statement = language == .english ? english(index) : russian(index),
            !isOfRelative(statement.words.lowerBound)
        else { return nil }
        if statement.unit != .year, statement.noun == nil { return nil }
        return statement
    }

    private func word(_ index: Int) -> String {
        index >= 0 && index < words.count ? words[index] : ""
    }

    // MARK: English

    private static let englishUnits: [String: NoteAgeUnit] = [
        "year": .year, "years": .year, "yr": .year, "yrs": .year, "y": .year, "month": .month,
        "months": .month, "week": .week, "weeks": .week, "day": .day, "days": .day,
    ]

    private func english(_ index: Int) -> Statement? {
        let isAfterHeader = reading.ageHeaders.contains(word(index - 1))
        guard let count = Int(words[index]) else {
            // Written together: `34yo`.
            guard words[index].hasSuffix("yo"), let count = Int(words[index].dropLast(2)) else {
                return nil
            }
            return Statement(
                count: count, unit: .year, words: index..<(index + 1),
                noun: noun(index..<(index + 1)))
        }
        var end = index + 1
        let unit = Self.englishUnits[word(end)]
        if unit != nil { end += 1 }
        if word(index + 1) == "yo" {
            end = index + 2
        } else if unit != nil, word(end) == "old" || word(end) == "o" {
            end += 1
        } else if unit != nil, word(end) == "of", word(end + 1) == "age" {
            end += 2
        } else {
            guard isAfterHeader, !reading.otherTimes.contains(word(index - 2)) else { return nil }
        }
        return Statement(
            count: count, unit: unit ?? .year, words: index..<end, noun: noun(index..<end))
    }

    // MARK: Russian

    private static let russianUnits: [(stem: String, unit: NoteAgeUnit)] = [
        ("лет", .year), ("год", .year), ("месяц", .month), ("недел", .week), ("день", .day),
        ("дня", .day), ("дней", .day),
    ]
    private static let russianAdjectives: [(stem: String, unit: NoteAgeUnit)] = [
        ("летн", .year), ("месячн", .month), ("недельн", .week), ("дневн", .day),
    ]

    private func russian(_ index: Int) -> Statement? {
        guard let count = Int(words[index]) else { return nil }
        let next = word(index + 1)
        let range = index..<(index + 2)
        if let unit = Self.russianAdjectives.first(where: { next.hasPrefix($0.stem) })?.unit {
            return Statement(count: count, unit: unit, words: range, noun: noun(range))
        }
        guard let unit = Self.russianUnits.first(where: { next.hasPrefix($0.stem) })?.unit else {
            return nil
        }
        let before = word(index - 1)
        let isHeader = reading.ageHeaders.contains(before)
        // «в возрасте 20 лет перенесла» tells of another time, unless the patient stands before it.
        let isPast = before == "возрасте" && !nouns.contains(word(index - 3))
        let isPatient = nouns.contains(before) && isBeside(index - 1, index)
        guard isHeader && !isPast || isPatient else { return nil }
        return Statement(
            count: count, unit: unit, words: range,
            noun: isPatient ? index - 1 : isHeader ? index - 1 : nil)
    }

    // MARK: Who is spoken of

    /// The word for the patient within three words after an age or right before it.
    private func noun(_ age: Range<Int>) -> Int? {
        for index in age.upperBound..<(age.upperBound + 4) {
            guard index < words.count, isBeside(index - 1, index) else { break }
            if nouns.contains(words[index]) { return index }
        }
        let before = age.lowerBound - 1
        return before >= 0 && nouns.contains(words[before]) && isBeside(before, before + 1)
            ? before : nil
    }

    /// Whether one word follows the other in a sentence.
    private func isBeside(_ first: Int, _ second: Int) -> Bool {
        second < text.words.count
            && text.words[second].gap.isDisjoint(with: [.sentenceEnd, .semicolon, .blankLine])
    }

    /// Whether a relative stands before it in the sentence, within five words, or right before it
    /// whose it is: `her 5-year-old boy`.
    private func isOfRelative(_ index: Int) -> Bool {
        var index = index
        let owner = word(index - 1)
        if reading.words.female.contains(owner) || reading.words.male.contains(owner) {
            return true
        }
        for _ in 0..<5 {
            guard index > 0, isBeside(index - 1, index) else { return false }
            index -= 1
            if reading.relatives.contains(words[index]) { return true }
        }
        return false
    }
}
