extension Lexicon {
    /// Whether words are a measured value within normal limits: «температура 36,6» is no fever.
    ///
    /// The number follows the name, after at most one word.
    func isNormalMeasurement(
        _ words: Range<Int>, in text: NoteText, _ language: NoteLanguage
    ) -> Bool {
        guard let measured = pack.languages[language]?.measured, !measured.isEmpty else {
            return false
        }
        let surface = String(decoding: TermIndex.surface(of: text, words), as: UTF16.self)
        guard let limit = measured[surface] else { return false }
        for index in words.upperBound..<min(words.upperBound + 2, text.words.count) {
            guard text.words[index].gap.isDisjoint(with: .statementEnd) else { return false }
            guard let whole = Double(text.foldedText(index)) else { continue }
            var value = whole
            if index + 1 < text.words.count,
                text.words[index + 1].start == text.words[index].end + 1,
                let part = Double("0." + text.foldedText(index + 1))
            {
                value += part
            }
            return value < limit
        }
        return false
    }

    /// Whether two names of a list can stand in one case; in English always.
    ///
    /// «Головная боль, тошноты нет» denies one thing: «головная боль» is no genitive.
    func canShareCase(
        _ first: NoteReading.Mention, _ second: NoteReading.Mention, in text: NoteText,
        _ language: NoteLanguage
    ) -> Bool {
        guard language == .russian, let one = cases(first, text), let other = cases(second, text)
        else { return true }
        return !one.isDisjoint(with: other)
    }

    /// The cases that the words of a mention can be in; nil where the graph does not tell.
    private func cases(
        _ mention: NoteReading.Mention, _ text: NoteText
    ) -> Set<EntityNames.Case>? {
        let surface = TermIndex.surface(of: text, mention.words)
        var cases: Set<EntityNames.Case> = []
        for entity in mention.entities {
            guard let names = entities[Int(entity)].names[.russian], !names.cases.isEmpty else {
                continue
            }
            for grammaticalCase in EntityNames.Case.allCases {
                let form = NoteText(names.form(grammaticalCase))
                if TermIndex.surface(of: form, form.words.indices) == surface {
                    cases.insert(grammaticalCase)
                }
            }
        }
        return cases.isEmpty ? nil : cases
    }
}
