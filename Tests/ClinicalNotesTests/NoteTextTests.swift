import Testing

@testable import ClinicalNotes

@Suite struct NoteTextTests {
    @Test func `words are runs of letters and digits, folded`() {
        let text = NoteText("Ёж, one-sided X-ray: B12 = 37.2 °C")
        let words = text.words.indices.map { text.foldedText($0) }
        #expect(words == ["еж", "one", "sided", "x", "ray", "b12", "37", "2", "c"])
        #expect(
            text.words.map(\.isCapital) == [
                false, false, false, true, false, true, true, true, true,
            ])
    }

    @Test(
        arguments: [
            ("a b", []), ("a-b", []), ("a, b", [Gap.comma]), ("a. b", [.sentenceEnd]),
            ("a.b", []), ("a.\nb", [.sentenceEnd, .lineEnd]), ("a\n\nb", [.lineEnd, .blankLine]),
            ("a:\n- b", [.colon, .lineEnd, .bullet]), ("a\n• b", [.lineEnd, .bullet]),
            ("a — b", [.dash]), ("a - b", [.dash]), ("a (b", [.bracket]), ("a/b", [.slash]),
            ("a; b", [.semicolon]), ("a! b", [.sentenceEnd]), ("«a.» b", [.sentenceEnd]),
            ("a's", []), ("a & b", [.other]),
        ] as [(String, Gap)])
    func `what stands between two words tells how they belong together`(text: String, gap: Gap) {
        #expect(NoteText(text).words[1].gap == gap)
    }

    @Test func `places are counted in scalars`() {
        let text = NoteText("👩‍⚕️ йод и\u{306}од")
        #expect(text.words.map(\.start) == [5, 9])
        #expect(text.words.map(\.end) == [8, 13])
        #expect(text.foldedText(0) == text.foldedText(1))
    }
}
