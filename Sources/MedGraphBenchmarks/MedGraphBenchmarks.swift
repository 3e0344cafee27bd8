import ArgumentParser

/// Measures the store beside programs that do the same work without it.
@main
struct MedGraphBenchmarks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "medgraph-benchmarks",
        abstract: "Measure MedGraph beside hand-written C.",
        discussion: """
            Figures are medians; what counts is the ratio to the other column, taken in the same
            run. Build with -c release.

            EXAMPLES
              medgraph-benchmarks lmdb
              medgraph-benchmarks load /tmp/medgraph/s1
              medgraph-benchmarks hops /tmp/medgraph/s1 --floor bench/floor/floor.c
            """,
        subcommands: [LMDBBenchmark.self, LoadBenchmark.self, HopsBenchmark.self])
}
