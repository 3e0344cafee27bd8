/// What the forms of a word have in common, for searches.
package enum WordStem {
    /// The stem of a word in small letters, with «е» for «ё»: `headaches` and `headache`, «тошнота»
    /// and «тошноту» have one. Words of other alphabets and with digits are their own.
    package static func of(_ word: String) -> String {
        Stemmer.stem(folded(word))
    }

    /// Whether a word that has the stem of a name of one word is a form of it: «курению» is one of
    /// «курение», «ранее» is none of «рана».
    package static func isForm(_ word: String, of name: String) -> Bool {
        let (word, name) = (Array(folded(word).utf16), Array(folded(name).utf16))
        return word == name || LoneName(name[...])?.hasForm(word[...], name) ?? false
    }

    private static func folded(_ word: String) -> String {
        word.lowercased().replacing("ё", with: "е")
    }
}
