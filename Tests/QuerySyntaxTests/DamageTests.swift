import Diagnostics
import LanguageTestSupport
import Testing

@testable import QuerySyntax

@Suite("damaged sentences")
struct DamageTests {
    @Test("a damaged sentence is parsed or refused with a diagnostic in its text", arguments: 0..<8)
    func damaged(series: Int) throws {
        var deriver = SentenceDeriver(try GrammarFile(), seed: UInt64(series) &* 104_729 &+ 5)
        var random = SeededGenerator(seed: UInt64(series))
        for _ in 0..<500 {
            var bytes = Array(deriver.sentence(size: 120).utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) { Self.damage(&bytes, &random) }
            check(SourceText(bytes: bytes, name: "query"))
        }
    }

    @Test("any bytes are refused, or parsed, without a crash")
    func noise() {
        var random = SeededGenerator(seed: 99)
        for _ in 0..<2_000 {
            let count = Int.random(in: 0..<60, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            check(SourceText(bytes: bytes, name: "query"))
        }
    }

    private func check(_ source: SourceText) {
        do throws(QueryError) {
            _ = try QueryParser.parse(source)
        } catch {
            for diagnostic in error.diagnostics {
                #expect(diagnostic.span.end <= source.bytes.count)
                #expect(diagnostic.classification != nil)
            }
            #expect(!DiagnosticRenderer().render(error.diagnostics, in: source).isEmpty)
        }
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let start = Int.random(in: bytes.indices, using: &random)
        let end = min(bytes.count, start + Int.random(in: 1...8, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeSubrange(start..<end)
        case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
        case 2: bytes[start] = Array("()[]{}<>-.:,;|'\"`$*/\\#".utf8).randomElement(using: &random)!
        case 3: bytes[start] = UInt8.random(in: 0...255, using: &random)
        default: bytes.removeSubrange(end...)
        }
    }
}
