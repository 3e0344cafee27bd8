import MedGraph
import QueryOracle
import QueryPlanning

/// What comes of a query in the engine, with all rules, with none, and with a join wherever there
/// can be one, and in the oracle.
enum Comparison {
    case same(rowCount: Int)
    /// The oracle cannot answer in the steps that it has.
    case tooLarge
    /// With the graph and the query, to run again.
    case different(String)

    init(_ random: RandomQuery, _ graph: OracleGraph, _ engine: EngineGraph) {
        var random = random
        let (query, isOrdered) = random.text()
        self.init(query, isOrdered: isOrdered, graph, engine)
    }

    init(_ query: String, isOrdered: Bool, _ graph: OracleGraph, _ engine: EngineGraph) {
        func different(_ reason: String) -> Comparison {
            .different("\(graph.creationText ?? "// no nodes")\n\(query)\n\(reason)")
        }
        let expected: [[OracleValue]]
        do { expected = try Oracle.rows(of: query, on: graph) } catch OracleError.tooLarge {
            self = .tooLarge
            return
        } catch {
            self = different("the oracle refuses: \(error)")
            return
        }
        let variants: [(RewriteRules, String)] = [
            (.all, "all rules"), ([], "no rules"), ([.all, .eagerJoins], "joins everywhere"),
        ]
        for (rules, name) in variants {
            if let reason = Self.difference(
                query, isOrdered: isOrdered, expected, engine, rules)
            {
                self = different("with \(name) \(reason)")
                return
            }
        }
        self = .same(rowCount: expected.count)
    }

    /// What the engine does otherwise, if anything.
    private static func difference(
        _ query: String, isOrdered: Bool, _ expected: [[OracleValue]], _ engine: EngineGraph,
        _ rules: RewriteRules
    ) -> String? {
        do throws(MedGraphError) {
            let rows = try engine.run(query, rules: rules)
            let isBag = rows.columns.map { $0.hasPrefix("bag") }
            let texts = (
                Self.texts(expected, isBag, isOrdered),
                Self.texts(rows.values.map { $0.map(OracleValue.init) }, isBag, isOrdered)
            )
            guard texts.0 != texts.1 else {
                return nil
            }
            return
                "expected \(Self.excerpt(texts.0))\n     got \(Self.excerpt(texts.1))"
        } catch {
            return "the engine refuses: \(error)"
        }
    }

    private static func excerpt(_ rows: [String]) -> String {
        "\(rows.count) rows: \(rows.prefix(20).joined(separator: "; "))"
    }

    private static func texts(
        _ rows: [[OracleValue]], _ isBag: [Bool], _ isOrdered: Bool
    ) -> [String] {
        let texts = rows.map { row in
            zip(row, isBag).map { ($1 ? $0.withSortedLists : $0).exactText }
                .joined(separator: " ")
        }
        return isOrdered ? texts : texts.sorted()
    }
}
