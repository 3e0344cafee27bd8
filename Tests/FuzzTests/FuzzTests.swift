import Foundation
import FuzzInputs
import LanguageTestSupport
import TestSupport
import Testing

/// Inputs that a fuzzer found worth keeping, and sentences of the grammar.
///
/// `make fuzz SECONDS=3600` looks for more. What ends the process becomes a line of
/// `Inputs/found.base64`, and a test of what was wrong. `MEDGRAPH_TEST_CASES` multiplies the
/// sentences.
@Suite struct FuzzTests {
    @Test("inputs that reached new places in the program do no harm")
    func inputs() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Inputs/found.base64")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(!lines.isEmpty)
        let input = FuzzInput()
        for line in lines {
            input.run(Array(try #require(Data(base64Encoded: String(line)))))
        }
    }

    @Test("sentences of the grammar, and damaged ones, have rows or a typed error")
    func sentences() throws {
        let input = FuzzInput()
        for seed in RandomCases.seeds(40) {
            var deriver = SentenceDeriver(try GrammarFile(), seed: seed)
            var random = SplitMix64(seed: seed)
            for _ in 0..<20 {
                let sentence = Array(deriver.sentence(size: 20 + random.below(150)).utf8)
                input.run(sentence)
                input.run(damaged(sentence, &random))
            }
        }
    }

    private func damaged(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(3) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            switch random.below(3) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(bytes[random.below(bytes.count)], at: place)
            default: bytes[place] = UInt8(truncatingIfNeeded: random.next())
            }
        }
        return bytes
    }
}
