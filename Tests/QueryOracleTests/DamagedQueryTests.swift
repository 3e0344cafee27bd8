import MedGraph
import QueryOracle
import TestSupport
import Testing

/// Queries with tokens lost, doubled and swapped: `MEDGRAPH_TEST_CASES` multiplies the 40 graphs.
@Suite struct DamagedQueryTests {
    @Test("a damaged query has rows or a typed error")
    func damagedQueries() throws {
        var counts = (answered: 0, refused: 0)
        for seed in RandomCases.seeds(40) {
            var random = SplitMix64(seed: seed)
            let graph = OracleGraph.random(&random)
            let engine = try EngineGraph(graph)
            for _ in 0..<15 {
                var queries = RandomQuery(
                    SplitMix64(seed: random.next()),
                    relationshipCount: graph.relationships.count)
                let query = damaged(queries.text().query, &random)
                do throws(MedGraphError) {
                    _ = try engine.run(query, timeoutMilliseconds: 500)
                    counts.answered += 1
                } catch .query(let problems) {
                    counts.refused += 1
                    let isNamed = problems.allSatisfy { $0.type != nil || $0.phase == nil }
                    if problems.isEmpty || !isNamed {
                        Issue.record("seed \(seed): an error without a type\n\(query)")
                    }
                } catch {
                    Issue.record("seed \(seed): \(error)\n\(query)")
                }
            }
        }
        print("\(counts.answered) damaged queries have rows, \(counts.refused) an error")
        #expect(counts.refused > 0)
    }

    private func damaged(_ query: String, _ random: inout SplitMix64) -> String {
        var tokens = tokens(of: query)
        for _ in 0...random.below(3) where !tokens.isEmpty {
            let place = random.below(tokens.count)
            switch random.below(4) {
            case 0: tokens.remove(at: place)
            case 1: tokens.insert(tokens[place], at: place)
            case 2: tokens.swapAt(place, random.below(tokens.count))
            default: tokens[place] = random.pick(tokens)
            }
        }
        return tokens.joined()
    }

    /// Words with the blanks behind them, and signs.
    private func tokens(of query: String) -> [String] {
        var tokens: [String] = []
        var isInWord = false
        for character in query {
            let isWord = character.isLetter || character.isNumber
            if isWord && isInWord || character == " " && !tokens.isEmpty {
                tokens[tokens.count - 1].append(character)
            } else {
                tokens.append(String(character))
            }
            isInWord = isWord
        }
        return tokens
    }
}
