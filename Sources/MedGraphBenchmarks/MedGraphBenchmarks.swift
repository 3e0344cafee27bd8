import ArgumentParser
import MedGraph

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
              medgraph-benchmarks all
              medgraph-benchmarks generate graph --scale 10
              medgraph-benchmarks load graph --keep graph.mdb
              medgraph-benchmarks hops graph.mdb --data graph --floor floor.c
              medgraph-benchmarks queries graph.mdb --rows q1,q6
              medgraph-benchmarks draws
              medgraph-benchmarks allocations --check
              medgraph-benchmarks writes graph.mdb
            """,
        subcommands: [
            AllBenchmarks.self, GenerateCommand.self, LMDBBenchmark.self, LoadBenchmark.self,
            HopsBenchmark.self, ColdBenchmark.self, GrowthBenchmark.self, QueriesBenchmark.self,
            DrawsBenchmark.self, WritesBenchmark.self, AllocationsBenchmark.self,
        ])

    /// Runs the command in the memory that `medgraph` has.
    static func main() {
        Database.keepMemory()
        Self.main(nil)
    }
}
