import Diagnostics
import Foundation
import Testing

@testable import Corpus

@Suite struct SearchTests {
    private static let texts = [
        "Throbbing headache since morning, no vomiting.",
        "Пациентка жалуется на тошноту и головную боль. Отрицает рвоту.",
        "Ёлочный сбор не принимал, кашель.",
        "Don't know; AND/OR \"quotes\" 38.5 °C",
    ]

    @Test(arguments: [
        ("headache", [1]), ("HEADACHE", [1]), ("headache vomiting", [1]), ("headache cough", []),
        ("headaches", [1]), ("vomits", [1]), ("тошнота", [2]), ("головной болью", [2]),
        ("ТОШНОТУ", [2]), ("елочный", [3]), ("ёлочный", [3]),
        ("\"headache", [1]), ("headache*", [1]), ("headache -", [1]), ("words: headache", []),
        ("(headache", [1]), ("and or", [4]), ("headache AND NOT vomiting", []),
        ("don't", [4]), ("38.5", [4]), ("^headache", [1]), ("{headache}", [1]),
    ])
    func `notes are found by their words, and nothing in a search is syntax`(
        search: String, found: [Int64]
    ) throws {
        try withFolder { folder in
            let corpus = try Corpus.filled(Self.texts, in: folder)
            #expect(try corpus.search(search, countMax: 10).map(\.note) == found)
        }
    }

    @Test(arguments: ["", " ", "\"", "*-()", "…", "\u{0}"])
    func `a search without words is refused`(search: String) throws {
        try withFolder { folder in
            let corpus = try Corpus.filled(Self.texts, in: folder)
            do throws(InputError) {
                _ = try corpus.search(search, countMax: 10)
                Issue.record("it was searched")
            } catch { #expect(error.message.contains("there is no word")) }
        }
    }

    @Test func `an excerpt shows the word that was found with what is around it`() throws {
        try withFolder { folder in
            let words = (0..<40).map { "w\($0)" }.joined(separator: "\n")
            let corpus = try Corpus.filled([words], in: folder)
            let hit = try #require(try corpus.search("w20", countMax: 1).first)
            #expect(
                hit.excerpt
                    == "… w14 w15 w16 w17 w18 w19 w20 w21 w22 w23 w24 w25 w26 …")
        }
    }
}
