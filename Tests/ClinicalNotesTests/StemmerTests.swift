import Testing

@testable import ClinicalNotes

/// Words with the stems that the published vocabularies of the algorithms give them.
@Suite struct StemmerTests {
    @Test(arguments: [
        ("consist", "consist"), ("consisted", "consist"), ("consistency", "consist"),
        ("consistently", "consist"), ("consisting", "consist"), ("consolation", "consol"),
        ("consolatory", "consolatori"), ("consolingly", "consol"), ("conspicuously", "conspicu"),
        ("knackeries", "knackeri"), ("knaves", "knave"), ("kneaded", "knead"),
        ("knightly", "knight"), ("knotted", "knot"), ("known", "known"),
        ("generously", "generous"), ("communism", "communism"), ("skies", "sky"),
        ("dying", "die"), ("news", "news"), ("herring", "herring"), ("proceeded", "proceed"),
        ("gas", "gas"), ("this", "this"), ("kiwis", "kiwi"), ("ties", "tie"), ("cries", "cri"),
        ("hopped", "hop"), ("hoped", "hope"), ("luxuriated", "luxuri"), ("by", "by"),
        ("say", "say"), ("happy", "happi"), ("relational", "relat"), ("rabbits", "rabbit"),
        ("headaches", "headach"), ("headache", "headach"), ("added", "add"),
    ])
    func `an English word`(word: String, stem: String) {
        #expect(Stemmer.stem(word) == stem)
    }

    @Test(arguments: [
        ("в", "в"), ("вавиловка", "вавиловк"), ("вагнера", "вагнер"), ("вагоне", "вагон"),
        ("вагонов", "вагон"), ("важная", "важн"), ("важнее", "важн"), ("важнейшие", "важн"),
        ("важничал", "важнича"), ("важно", "важн"), ("важность", "важност"),
        ("важностью", "важност"), ("валялся", "валя"), ("валяются", "валя"),
        ("п", "п"), ("падает", "пада"), ("падаль", "падал"), ("падать", "пада"),
        ("падаю", "пада"), ("падений", "паден"), ("падеж", "падеж"), ("паденье", "паден"),
        ("пал", "пал"), ("пальцев", "пальц"), ("пальцами", "пальц"), ("болью", "бол"),
        ("боли", "бол"), ("тошноты", "тошнот"), ("проснувшись", "проснувш"),
    ])
    func `a Russian word`(word: String, stem: String) {
        #expect(Stemmer.stem(word) == stem)
    }

    @Test(arguments: ["b12", "covid19", "αβγ", "37"])
    func `a word with digits or other letters stays as it is`(word: String) {
        #expect(Stemmer.stem(word) == word)
    }
}
