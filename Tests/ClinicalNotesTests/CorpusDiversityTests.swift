import TestSupport
import Testing

@testable import ClinicalNotes

@Suite struct CorpusDiversityTests {
    private func diversity(_ texts: [String]) -> CorpusDiversity {
        var diversity = CorpusDiversity()
        for text in texts { diversity.add(text) }
        return diversity
    }

    @Test func `distinct n-grams are counted over all notes and not across them`() {
        let diversity = diversity(["a b c", "B c. D!"])
        #expect(diversity.noteCount == 2)
        // a b c d of 6; ab bc cd of 4; abc bcd of 2.
        #expect(diversity.distinct(1) == 4.0 / 6)
        #expect(diversity.distinct(2) == 3.0 / 4)
        #expect(diversity.distinct(3) == 1)
    }

    @Test func `an empty corpus has no duplicates`() {
        let diversity = CorpusDiversity()
        #expect(diversity.distinct(1) == 1)
        #expect(diversity.nearDuplicateShare == 0)
        #expect(self.diversity(["", "", "..."]).nearDuplicatePairCount == 0)
    }

    @Test func `equal notes are pairs of duplicates, whatever their case and punctuation`() {
        let diversity = diversity(["No rash today.", "no rash, today", "NO RASH TODAY", "Fever"])
        #expect(diversity.nearDuplicatePairCount == 3)
        #expect(diversity.nearDuplicateShare == 0.75)
    }

    @Test func `copies of near duplicates count with each other`() {
        let note = "The patient complains of a headache and of nausea since the beginning of May."
        let other = note.replacing("May", with: "Mai")
        let diversity = diversity([note, other, note, other])
        #expect(diversity.nearDuplicatePairCount == 6)
        #expect(diversity.nearDuplicateShare == 1)
    }

    /// Every pair, compared by sets of strings.
    private func pairs(_ texts: [String]) -> Int {
        let sets = texts.map { text -> Set<String> in
            let folded = text.lowercased().split { !$0.isLetter && !$0.isNumber }
                .joined(separator: " ")
            let characters = Array(folded)
            guard characters.count >= 5 else { return [folded] }
            return Set((0...(characters.count - 5)).map { String(characters[$0..<($0 + 5)]) })
        }
        var count = 0
        for first in sets.indices {
            for second in 0..<first {
                let common = sets[first].intersection(sets[second]).count
                let union = sets[first].union(sets[second]).count
                if Double(common) / Double(union) >= 0.8 { count += 1 }
            }
        }
        return count
    }

    @Test(arguments: RandomCases.seeds(6))
    func `near duplicates are those that a comparison of all pairs finds`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let words = (0..<60).map { "word\($0 * 7919 % 1000)x" }
        var texts: [String] = []
        for _ in 0..<40 {
            let base = (0..<40).map { _ in words.randomElement(using: &random)! }
            for _ in 0..<3 {
                var copy = base
                // From a change that nobody sees to one that leaves half.
                for _ in 0..<Int.random(in: 0...8, using: &random) {
                    copy[Int.random(in: 0..<40, using: &random)] =
                        words.randomElement(using: &random)!
                }
                texts.append(copy.joined(separator: " "))
            }
        }
        #expect(diversity(texts).nearDuplicatePairCount == pairs(texts), "seed \(seed)")
    }

    @Test func `sketches agree about as much as the sets are alike`() {
        var random = SplitMix64(seed: 1)
        for common in [0, 250, 500, 800, 1000] {
            let shared = (0..<common).map { _ in random.next() }
            let sets = (0..<2).map { _ in
                (shared + (0..<(1000 - common)).map { _ in random.next() }).sorted()
            }
            let agreement = MinHash.agreement(MinHash.sketch(sets[0])[...], MinHash.sketch(sets[1]))
            let similarity = CharacterGrams.similarity(sets[0], sets[1])
            // Four standard deviations of 252 places.
            #expect(abs(agreement - similarity) < 0.13, "\(similarity) \(agreement)")
        }
    }
}
