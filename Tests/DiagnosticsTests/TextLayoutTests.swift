import Diagnostics
import Testing

@Suite struct TextLayoutTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("Мигрень", 7), ("日本語", 6), ("e\u{301}", 1), ("한국", 4),
        ("👩‍⚕️", 2), ("🇷🇺", 2), ("❤️", 2), ("ｱ", 1), ("（）", 4), ("a\u{200B}b", 2), ("→│…", 3),
        ("\u{AD}", 1), ("नि", 1),
    ])
    func `text takes as many columns as a terminal gives it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
    func `numbers are grouped`(number: Int, text: String) {
        #expect(number.grouped == text)
    }
}
