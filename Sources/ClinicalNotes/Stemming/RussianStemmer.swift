/// The Snowball stemmer for Russian.
///
/// **Source**: M. F. Porter, Snowball: the Russian stemming algorithm (snowballstem.org).
enum RussianStemmer {
    private static let vowels = Set("аеиоуыэюя".utf16)
    private static let gerundAfterA = endings("в вши вшись")
    private static let gerund = endings("ив ивши ившись ыв ывши ывшись")
    private static let adjective = endings(
        "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею")
    private static let participleAfterA = endings("ем нн вш ющ щ")
    private static let participle = endings("ивш ывш ующ")
    private static let reflexive = endings("ся сь")
    private static let verbAfterA = endings("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно")
    private static let verb = endings(
        """
        ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены \
        ить ыть ишь ую ю
        """)
    private static let noun = endings(
        """
        а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь \
        ию ью ю ия ья я
        """)
    private static let superlative = endings("ейше ейш")
    private static let derivational = endings("ость ост")
    private static let soft: UInt16 = 0x44C
    private static let n: UInt16 = 0x43D

    /// - Precondition: the letters are Cyrillic, in lower case, without `ё`.
    static func stem(_ word: inout [UInt16]) {
        guard let region = afterVowel(word, from: 0, isConsonantNext: false) else { return }
        let second = secondRegion(word)
        if !removeOne(gerund, gerundAfterA, from: region, &word) {
            _ = removeOne(reflexive, [], from: region, &word)
            if !removeAdjectival(from: region, &word),
                !removeOne(verb, verbAfterA, from: region, &word)
            {
                _ = removeOne(noun, [], from: region, &word)
            }
        }
        if word.count > region, word.last == 0x438 { word.removeLast() }
        if let second { _ = removeOne(derivational, [], from: second, &word) }
        tidy(from: region, &word)
    }

    /// The doubled `н`, the superlative, and the soft sign.
    private static func tidy(from region: Int, _ word: inout [UInt16]) {
        if removeOne(superlative, [], from: region, &word) || word.ends([n, n], from: region) {
            if word.ends([n, n], from: region) { word.removeLast() }
        } else if word.count > region, word.last == soft {
            word.removeLast()
        }
    }

    /// The place after the first vowel, and where it is asked for, after the next consonant.
    private static func afterVowel(
        _ word: [UInt16], from start: Int, isConsonantNext: Bool
    ) -> Int? {
        guard var index = word[start...].firstIndex(where: { vowels.contains($0) }) else {
            return nil
        }
        index += 1
        guard isConsonantNext else { return index }
        return word[index...].firstIndex { !vowels.contains($0) }.map { $0 + 1 }
    }

    private static func secondRegion(_ word: [UInt16]) -> Int? {
        guard let first = afterVowel(word, from: 0, isConsonantNext: true) else { return nil }
        return afterVowel(word, from: first, isConsonantNext: true)
    }

    /// Removes the longest of the endings; those of the second list only after `а` or `я`.
    private static func removeOne(
        _ plain: [[UInt16]], _ afterA: [[UInt16]], from region: Int, _ word: inout [UInt16]
    ) -> Bool {
        let found = plain.first { word.ends($0, from: region) }
        let other = afterA.first { word.ends($0, from: region) }
        if let other, other.count > found?.count ?? 0 {
            // The longest ending decides, even where it cannot be removed.
            let before = word.count - other.count - 1
            guard before >= region, word[before] == 0x430 || word[before] == 0x44F else {
                return false
            }
            word.removeLast(other.count)
            return true
        }
        guard let found else { return false }
        word.removeLast(found.count)
        return true
    }

    private static func removeAdjectival(from region: Int, _ word: inout [UInt16]) -> Bool {
        guard removeOne(adjective, [], from: region, &word) else { return false }
        _ = removeOne(participle, participleAfterA, from: region, &word)
        return true
    }
}
