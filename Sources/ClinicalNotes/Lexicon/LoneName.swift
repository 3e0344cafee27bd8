/// Which words are forms of a name of one word, among those that share its stem.
///
/// A stem alone says too little: «ранее» has the stem of «рана», `vaginal` that of `vaginitis`. In
/// names of several words the other words say the rest.
enum LoneName: Sendable {
    /// A Russian noun: other parts of speech are not its forms.
    case russianNoun
    case english

    /// - Parameter name: the letters of a name; nil for names that any word with their stem has.
    init?(_ name: ArraySlice<UInt16>) {
        if name.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
            self = .english
        } else if name.allSatisfy({ $0 >= 0x430 && $0 <= 0x44F }), Self.isRussianNoun(name) {
            self = .russianNoun
        } else {
            return nil
        }
    }

    /// Whether a word that has the stem of the name is a form of it.
    func hasForm(_ word: ArraySlice<UInt16>, _ name: [UInt16]) -> Bool {
        switch self {
        case .russianNoun: return Self.isRussianNoun(word)
        case .english:
            let common = zip(word, name).prefix { $0 == $1 }.count
            return Self.englishEndings.contains(Array(word.dropFirst(common)))
                && Self.englishEndings.contains(Array(name.dropFirst(common)))
        }
    }

    /// The endings that Russian nouns have in their cases.
    private static let russianEndings = Set(
        endings(
            """
            а ев ов е иями ями ами еи ии и ией ей ой й иям ям ием ем ам ом о у ах иях ях ы ь ию ью \
            ю ия я ою ею
            """) + [[]])

    /// `headaches`, `coughing`, `vomited`, `dizzy` for dizziness, `confused` for confusion.
    private static let englishEndings = Set(
        endings("s es d ed e ing ings y ies ied iness ness ion ions") + [[]])

    /// Whether what the stemmer cuts off a word is the ending of a noun.
    private static func isRussianNoun(_ word: ArraySlice<UInt16>) -> Bool {
        russianEndings.contains(Array(word.dropFirst(Stemmer.stem(word).count)))
    }
}
