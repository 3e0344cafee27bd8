/// Turns rules into text: chooses among the wordings that fit, and fills their places.
struct NoteRenderer {
    private let book: PhraseBook
    private let slots: NoteSlots
    private let language: NoteLanguage
    private var draws: NoteDraws
    private var numbers: [String: Int] = [:]
    private var availability: [String: Bool] = [:]
    /// Facts about the patient that the note has told: none is told twice.
    private var told: Set<String> = []
    private static let facts: Set<String> = ["occupation", "smoking", "marital_status", "state"]

    init(_ book: PhraseBook, _ slots: NoteSlots, _ language: NoteLanguage, _ draws: NoteDraws) {
        self.book = book
        self.slots = slots
        self.language = language
        self.draws = draws
    }

    /// A note in one of the styles.
    mutating func note() -> String {
        let style = draws.one(of: book.styles)
        let layout = draws.one(of: style.layouts)
        let sections = layout.compactMap { rule($0) }.filter { !$0.isEmpty }
        return Self.tidied(sections.joined(separator: style.separator))
    }

    mutating func sentence() -> String { Self.tidied(rule("sentence") ?? "") }

    /// The text of a rule; nil where none of its wordings fits.
    private mutating func rule(_ name: String) -> String? {
        let wordings = (book.rules[name] ?? []).filter { isAvailable($0) }
        guard !wordings.isEmpty else { return nil }
        return text(draws.one(of: wordings).phrase.parts)
    }

    private mutating func text(_ parts: [Phrase.Part]) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let plain): text += plain
            case .optional(let parts): if isAvailable(parts) { text += self.text(parts) }
            case .number(let name, let range):
                let number = range.lowerBound + draws.number(below: range.count)
                numbers[name] = number
                text += String(number)
            case .agreement(let name, let wordings): text += wordings[agreement(name, wordings)]
            case .slot(let name, let forms):
                text += book.rules[name] == nil ? slot(name, forms) : rule(name) ?? ""
            }
        }
        return text
    }

    private mutating func slot(_ name: String, _ forms: [String]) -> String {
        let join = forms.compactMap(SlotJoin.init(rawValue:)).first ?? .and
        let form = forms.first { SlotJoin(rawValue: $0) == nil }
        if Self.facts.contains(name) {
            told.insert(name)
            availability = [:]
        }
        if let items = slots.lists[name] { return join.join(items.map { $0.text(form) }, language) }
        let text = slots.texts[name]
        return form.flatMap { text?[$0] } ?? text?[""] ?? ""
    }

    /// Which wording agrees: with the sex of the patient (male, female), with a list (one, several;
    /// or masculine, feminine, neuter, plural), or with a number.
    private func agreement(_ name: String, _ wordings: [String]) -> Int {
        let index: Int
        if name == "patient" {
            index = slots.sex == .male ? 0 : 1
        } else if let number = numbers[name] {
            index = NumberForm.index(number, language)
        } else if let items = slots.lists[name] {
            let gender = items.count > 1 ? 3 : items[0].genderIndex
            index = wordings.count == 4 ? gender : gender == 3 ? 1 : 0
        } else {
            index = 0
        }
        return min(index, wordings.count - 1)
    }

    // MARK: What fits

    private mutating func isAvailable(_ wording: PhraseBook.Wording) -> Bool {
        for condition in wording.when where !holds(condition) { return false }
        return isAvailable(wording.phrase.parts)
    }

    /// A condition of the record, or that a rule has a wording that fits.
    private mutating func holds(_ condition: String) -> Bool {
        if condition.hasPrefix("not ") { return !holds(String(condition.dropFirst(4))) }
        return book.rules[condition] == nil ? slots.has(condition) : isRuleAvailable(condition)
    }

    private mutating func isAvailable(_ parts: [Phrase.Part]) -> Bool {
        for part in parts {
            guard case .slot(let name, _) = part else { continue }
            if book.rules[name] != nil {
                if !isRuleAvailable(name) { return false }
            } else if !slots.isFilled(name) || told.contains(name) {
                return false
            }
        }
        return true
    }

    private mutating func isRuleAvailable(_ name: String) -> Bool {
        if let known = availability[name] { return known }
        let isAvailable = (book.rules[name] ?? []).contains { self.isAvailable($0) }
        availability[name] = isAvailable
        return isAvailable
    }

    // MARK: Capitals and spaces

    /// Gives each sentence and each line its capital, and leaves one space where parts were left
    /// out. A heading of one letter, such as `S:`, is a beginning too.
    private static func tidied(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        var begins = true
        var hasStop = false
        var hasSpace = false
        for character in text {
            if character == " " {
                hasSpace = true
                if hasStop { begins = true }
                continue
            }
            if character == "\n" {
                begins = true
            } else {
                if hasSpace, let last = result.last, last != "\n" { result += " " }
                if begins, character.isLetter || character.isNumber {
                    begins = false
                    hasStop = false
                    hasSpace = false
                    result += character.uppercased()
                    continue
                }
            }
            hasSpace = false
            if character == ":", Self.isLetterHeading(result) { begins = true }
            hasStop = character == "." || character == "!" || character == "?"
            result.append(character)
        }
        return result
    }

    /// Whether the line that is written so far is one letter.
    private static func isLetterHeading(_ text: String) -> Bool {
        guard let last = text.last, last.isLetter else { return false }
        let before = text.dropLast().last
        return before == nil || before == "\n"
    }
}
