/// The Snowball stemmer for English, called Porter2.
///
/// Apostrophes part words here, so its step 0 has nothing to do.
///
/// **Source**: M. F. Porter, Snowball: the English (Porter2) stemming algorithm (snowballstem.org).
enum EnglishStemmer {
    /// - Precondition: the letters are `a` to `z`.
    static func stem(_ word: inout [UInt16]) {
        guard word.count > 2 else { return }
        if let exception = exceptions[word] {
            word = exception
            return
        }
        markConsonantY(&word)
        let regions = Regions(word)
        removePlural(&word)
        if !invariant.contains(word) {
            removePast(&word, regions)
            endInI(&word)
            replace(&word, secondStep, from: regions.first)
            replace(&word, thirdStep, from: regions.first, regions.second)
            removeSuffix(&word, regions.second)
            removeE(&word, regions)
        }
        for index in word.indices where word[index] == upperY { word[index] = y }
    }

    private static let y: UInt16 = 0x79
    /// A `y` that is a consonant.
    private static let upperY: UInt16 = 0x59
    private static let vowels = Set("aeiouy".utf16)
    private static let doubles = endings("bb dd ff gg mm nn pp rr tt")
    private static let liEndings = Set("cdeghkmnrt".utf16)
    private static let invariant = Set(
        endings("inning outing canning herring earring proceed exceed succeed"))
    private static let exceptions: [[UInt16]: [UInt16]] = Dictionary(
        uniqueKeysWithValues: """
            skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli \
            early:earli only:onli singly:singl sky:sky news:news howe:howe atlas:atlas \
            cosmos:cosmos bias:bias andes:andes
            """.split(separator: " ").map { pair in
                let parts = pair.split(separator: ":").map { Array($0.utf16) }
                return (parts[0], parts[1])
            })

    @inline(__always)
    private static func isVowel(_ letter: UInt16) -> Bool { vowels.contains(letter) }

    private static func markConsonantY(_ word: inout [UInt16]) {
        for index in word.indices where word[index] == y {
            if index == 0 || isVowel(word[index - 1]) { word[index] = upperY }
        }
    }

    /// R1 and R2 of the algorithm: where they begin.
    private struct Regions {
        let first: Int
        let second: Int

        init(_ word: [UInt16]) {
            let prefix = EnglishStemmer.prefixes.first { word.starts(with: $0) }
            first = prefix?.count ?? Regions.next(word, from: 0)
            second = Regions.next(word, from: first)
        }

        /// After the first consonant that follows a vowel.
        private static func next(_ word: [UInt16], from start: Int) -> Int {
            var index = start + 1
            while index < word.count {
                if !isVowel(word[index]), isVowel(word[index - 1]) { return index + 1 }
                index += 1
            }
            return word.count
        }
    }

    private static let prefixes = endings(
        "gener commun arsen univers later emerg organ inter")

    // MARK: Steps 1a to 1c

    private static let sses = endings("sses")
    private static let iedIes = endings("ied ies")
    private static let usSs = endings("us ss")

    private static func removePlural(_ word: inout [UInt16]) {
        if word.ends(sses[0]) {
            word.removeLast(2)
        } else if iedIes.contains(where: { word.ends($0) }) {
            word.removeLast(word.count > 4 ? 2 : 1)
        } else if word.last == 0x73, !usSs.contains(where: { word.ends($0) }),
            word.dropLast(2).contains(where: isVowel)
        {
            word.removeLast()
        }
    }

    private static let eed = endings("eedly eed")
    private static let past = endings("ingly edly ing ed")
    private static let keepsDouble = Set("aeo".utf16)
    private static let needsE = endings("at bl iz")

    private static func removePast(_ word: inout [UInt16], _ regions: Regions) {
        if let ending = eed.first(where: { word.ends($0) }) {
            if word.ends(ending, from: regions.first) { word.removeLast(ending.count - 2) }
            return
        }
        guard let ending = past.first(where: { word.ends($0) }),
            word.dropLast(ending.count).contains(where: isVowel)
        else { return }
        word.removeLast(ending.count)
        if needsE.contains(where: { word.ends($0) }) {
            word.append(0x65)
        } else if doubles.contains(where: { word.ends($0) }) {
            // `add`, `egg` and `off` keep theirs.
            if word.count != 3 || !Self.keepsDouble.contains(word[0]) { word.removeLast() }
        } else if word.count <= regions.first, endsShort(word) {
            word.append(0x65)
        }
    }

    /// Whether the word ends in a short syllable.
    private static func endsShort(_ word: [UInt16]) -> Bool {
        let count = word.count
        guard count >= 2, !isVowel(word[count - 1]), isVowel(word[count - 2]) else { return false }
        if count == 2 { return true }
        let last = word[count - 1]
        return !isVowel(word[count - 3]) && last != 0x77 && last != 0x78 && last != upperY
    }

    private static func endInI(_ word: inout [UInt16]) {
        guard word.count > 2, let last = word.last, last == y || last == upperY,
            !isVowel(word[word.count - 2])
        else { return }
        word[word.count - 1] = 0x69
    }

    // MARK: Steps 2 to 5

    private struct Rule {
        let ending: [UInt16]
        let replacement: [UInt16]
        /// Letters of which one must stand before the ending; none for any.
        var before: Set<UInt16> = []
        var isInSecondRegion = false
    }

    /// `ational>ate`; `/l` behind it: only after an l; `#`: only in R2. The longest first.
    private static func rules(_ text: String) -> [Rule] {
        text.split(separator: " ").map { item in
            var item = item
            var isInSecondRegion = false
            if item.hasSuffix("#") {
                item.removeLast()
                isInSecondRegion = true
            }
            let halves = item.split(separator: "/")
            let parts = halves[0].split(separator: ">", omittingEmptySubsequences: false)
            return Rule(
                ending: Array(parts[0].utf16), replacement: Array(parts[1].utf16),
                before: halves.count > 1 ? Set(halves[1].utf16) : [],
                isInSecondRegion: isInSecondRegion)
        }.sorted { $0.ending.count > $1.ending.count }
    }

    private static let secondStep = rules(
        """
        tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate \
        ation>ate ator>ate alism>al aliti>al alli>al fulness>ful ousli>ous ousness>ous \
        iveness>ive iviti>ive biliti>ble bli>ble ogi>og/l fulli>ful lessli>less li>/cdeghkmnrt
        """)
    private static let thirdStep = rules(
        """
        tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness> ative>#
        """)

    /// The longest ending decides, whether it can be replaced or not.
    private static func replace(
        _ word: inout [UInt16], _ rules: [Rule], from first: Int, _ second: Int = 0
    ) {
        guard let rule = rules.first(where: { word.ends($0.ending) }),
            word.ends(rule.ending, from: rule.isInSecondRegion ? second : first)
        else { return }
        let start = word.count - rule.ending.count
        if !rule.before.isEmpty {
            guard start > 0, rule.before.contains(word[start - 1]) else { return }
        }
        word.removeLast(rule.ending.count)
        word.append(contentsOf: rule.replacement)
    }

    private static let suffixes = endings(
        "al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion")
    private static let ion = endings("ion")[0]

    private static func removeSuffix(_ word: inout [UInt16], _ second: Int) {
        guard let ending = suffixes.first(where: { word.ends($0) }),
            word.ends(ending, from: second)
        else { return }
        if ending == ion {
            guard word.ends([0x73] + ion) || word.ends([0x74] + ion) else { return }
        }
        word.removeLast(ending.count)
    }

    private static func removeE(_ word: inout [UInt16], _ regions: Regions) {
        guard let last = word.last else { return }
        let start = word.count - 1
        if last == 0x65 {
            let isFree = start >= regions.first && !endsShort(Array(word.dropLast()))
            if start >= regions.second || isFree { word.removeLast() }
        } else if last == 0x6C, start >= regions.second, start > 0, word[start - 1] == 0x6C {
            word.removeLast()
        }
    }
}
