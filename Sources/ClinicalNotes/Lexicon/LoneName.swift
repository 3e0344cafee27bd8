/// Which words are forms of a name of one word, among those that share its stem.
///
/// A stem alone says too little: «ранее» has the stem of «рана», «перикарда» that of «перикардит»,
/// `vaginal` that of `vaginitis`. Behind the letters that a word has in common with the name, both
/// must end as forms of one word do. In names of several words the other words say the rest.
enum LoneName: Sendable {
    case russian
    case english

    /// - Parameter name: the letters of a name; nil for names of other letters and with digits.
    init?(_ name: ArraySlice<UInt16>) {
        if name.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }) {
            self = .english
        } else if name.allSatisfy({ $0 >= 0x430 && $0 <= 0x44F }) {
            self = .russian
        } else {
            return nil
        }
    }

    /// Whether a word that has the stem of the name is a form of it.
    func hasForm(_ word: ArraySlice<UInt16>, _ name: [UInt16]) -> Bool {
        let common = zip(word, name).prefix { $0 == $1 }.count
        let ends = [Array(word.dropFirst(common)), Array(name.dropFirst(common))]
        switch self {
        case .russian:
            return Self.nounEndings.isSuperset(of: ends)
                || Self.isAdjective(name) && Self.adjectiveEndings.isSuperset(of: ends)
        case .english: return Self.englishEndings.isSuperset(of: ends)
        }
    }

    private static let nounEndings = Set(
        endings(
            """
            а ев ов е иями ями ами еи ии и ией ей ой й иям ям ием ем ам ом о у ах иях ях ы ь ию ью \
            ю ия я ою ею ми м х
            """) + [[]])

    private static let adjectiveEndings = Set(
        endings(
            """
            ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею \
            ся го му м х е й я ю
            """) + [[]])

    /// Whether the name is an adjective in the nominative.
    private static func isAdjective(_ name: [UInt16]) -> Bool {
        nominatives.contains { name.ends($0) }
    }

    private static let nominatives = endings("ый ий ая яя ое ее ые ие")

    /// `headaches`, `coughing`, `vomited`, `dizzy` for dizziness, `confused` for confusion.
    private static let englishEndings = Set(
        endings("s es d ed e ing ings y ies ied iness ness ion ions") + [[]])
}
