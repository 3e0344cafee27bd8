import ArgumentParser
import Foundation

/// Time and memory of a few queries and of the load against the size of the graph.
struct GrowthBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "Measure loads and queries on graphs of several sizes, and draw a chart.",
        discussion: """
            Each size is generated, loaded by `medgraph import` and asked by a process of its own, so
            that its memory is its own. A scale of 10 needs about 4 GB of disk for a while.

            EXAMPLES
              medgraph-benchmarks growth --scales 1,2,5,10 --svg growth.svg
            """)

    @Option(help: "The scales, ascending.")
    var scales = "1,2,5,10"

    @Option(help: "Where to write the chart.")
    var svg: String?

    /// What is asked of each graph.
    private static let rows = ["q3-3", "q5", "q10"]
    private static let rowNames = ["Q3, k = 3", "Q5", "Q10"]

    private struct Size {
        let scale: Double
        let loadTime: Double
        let loadByteCount: Int
        let answers: QueriesBenchmark.Summary
        let coldTime: Double
    }

    func run() throws {
        let scales = scales.split(separator: ",").compactMap { Double($0) }
        guard scales.count > 1, scales.allSatisfy({ $0 > 0 }), scales == scales.sorted() else {
            throw ValidationError("--scales is a list of ascending numbers, such as 1,2,5,10")
        }
        var sizes: [Size] = []
        for scale in scales { sizes.append(try measure(scale)) }
        var table = Table(
            ["scale", "load", "its memory"] + Self.rows + ["queries' memory", "cold start"])
        for size in sizes {
            table.add(
                ["\(size.scale)", size.loadTime.shown, "\(size.loadByteCount >> 20) MiB"]
                    + Self.rows.map { size.answers.medians[$0]?.shown ?? "–" }
                    + ["\(size.answers.peakByteCount >> 20) MiB", size.coldTime.shown])
        }
        table.show()
        guard let svg else { return }
        try chart(sizes).write(toFile: svg, atomically: true, encoding: .utf8)
    }

    private func measure(_ scale: Double) throws -> Size {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("medgraph-growth-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try SyntheticGraph(scale: scale, seed: 1).write(to: folder)
        let database = folder + "/graph.mdb"
        let own = try ChildProcess.sibling("MedGraphBenchmarks")
        // Each in a process of its own: the peak of a process is that of all it did.
        let load = try ChildProcess.run(
            own, ["load", folder, "--runs", "3", "--keep", database, "--json"])
        let loaded = try JSONDecoder().decode(LoadBenchmark.Summary.self, from: load.output)
        let asked = try ChildProcess.run(
            own, ["queries", database, "--rows", Self.rows.joined(separator: ","), "--json"])
        return Size(
            scale: scale, loadTime: loaded.median, loadByteCount: loaded.peakByteCount,
            answers: try JSONDecoder().decode(QueriesBenchmark.Summary.self, from: asked.output),
            coldTime: try ColdBenchmark.measure(database, runs: 11).median)
    }

    private func chart(_ sizes: [Size]) -> String {
        let positions = sizes.map(\.scale)
        let time = LineChart(
            title: "time", positions: positions, positionTitle: "scale",
            series: [.init(name: "load", values: sizes.map(\.loadTime))]
                + zip(Self.rows, Self.rowNames).map { row, name in
                    .init(name: name, values: sizes.map { $0.answers.medians[row] })
                }, label: \.shown)
        let memory = LineChart(
            title: "peak memory", positions: positions, positionTitle: "scale",
            series: [
                .init(name: "load", values: sizes.map { Double($0.loadByteCount) }),
                .init(name: "queries", values: sizes.map { Double($0.answers.peakByteCount) }),
            ], label: { "\(Int(($0 / 1e6).rounded())) MB" })
        return LineChart.svg([time, memory])
    }
}
