/// How values are written in a text.
struct WordingStyle: Sendable {
    let language: QuestionLanguage
    /// First words of names that keep their capital inside a sentence: `Parkinson`.
    let properNames: Set<String>

    /// A name as it stands inside a sentence: `Type 2 diabetes mellitus` has no capital there, but
    /// `Parkinson disease` and `COVID-19` have.
    func inside(_ name: String) -> String {
        let first = name.prefix { $0 != " " }
        let letters = first.prefix(while: \.isLetter)
        // Such as `COVID-19`, and `T` of `T-cell`.
        let isAbbreviation = letters.count < 2 || letters.dropFirst().contains(where: \.isUppercase)
        guard !isAbbreviation, !properNames.contains(String(first)) else { return name }
        return name.prefix(1).lowercased() + name.dropFirst()
    }
}
