/// What the forms of a word have in common, for searches.
package enum WordStem {
    /// The stem of a word in small letters, with «е» for «ё»: `headaches` and `headache`, «тошнота»
    /// and «тошноту» have one. Words of other alphabets and with digits are their own.
    package static func of(_ word: String) -> String {
        Stemmer.stem(word.lowercased().replacing("ё", with: "е"))
    }
}
