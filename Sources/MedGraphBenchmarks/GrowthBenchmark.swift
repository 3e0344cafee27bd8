import ArgumentParser
import Foundation

/// Time and memory of a few queries and of the load against the size of the graph.
struct GrowthBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "growth",
        abstract: "Measure loads and queries on graphs of several sizes, and draw a chart.",
        discussion: """
            Times are those of the processor, which other work of the machine disturbs least.
            Each size is generated, loaded by `medgraph import` and asked by a process of its own, so
            that its memory is its own. A scale of 10 needs about 4 GB of disk for a while.

            EXAMPLES
              medgraph-benchmarks growth --scales 1,2,5,10 --svg growth.svg
            """)

    @Option(help: "The scales, ascending.")
    var scales = "1,2,5,10"

    @Option(help: "Where to write the chart.")
    var svg: String?

    @Option(help: "Where to keep the figures, as JSON.")
    var figures: String?

    @Flag(help: "Show and draw the figures that are kept, and measure nothing.")
    var kept = false

    /// What is asked of each graph.
    private static let rows = ["q3-3", "q5", "q10"]
    private static let rowNames = ["Q3, k = 3", "Q5", "Q10"]

    private struct Size: Codable {
        let scale: Double
        let loadTime: Double
        let loadByteCount: Int
        let answers: QueriesBenchmark.Summary
        let coldTime: Double
    }

    func run() throws {
        let sizes = try kept ? readFigures() : measure()
        if let figures, !kept {
            try JSONEncoder().encode(sizes).write(to: URL(fileURLWithPath: figures))
        }
        show(sizes)
        guard let svg else { return }
        try chart(sizes).write(toFile: svg, atomically: true, encoding: .utf8)
    }

    private func readFigures() throws -> [Size] {
        guard let figures else { throw ValidationError("--kept needs --figures") }
        let data = try Data(contentsOf: URL(fileURLWithPath: figures))
        return try JSONDecoder().decode([Size].self, from: data)
    }

    private func measure() throws -> [Size] {
        let scales = scales.split(separator: ",").compactMap { Double($0) }
        guard scales.count > 1, scales.allSatisfy({ $0 > 0 }), scales == scales.sorted() else {
            throw ValidationError("--scales is a list of ascending numbers, such as 1,2,5,10")
        }
        return try scales.map { try measure($0) }
    }

    private func show(_ sizes: [Size]) {
        var table = Table(
            ["scale", "load", "its memory"] + Self.rows + ["queries' memory", "cold start"])
        for size in sizes {
            table.add(
                ["\(size.scale)", size.loadTime.shown, "\(size.loadByteCount >> 20) MiB"]
                    + Self.rows.map { size.answers.processorMedians[$0]?.shown ?? "–" }
                    + ["\(size.answers.peakByteCount >> 20) MiB", size.coldTime.shown])
        }
        table.show()
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
            scale: scale, loadTime: loaded.processorMedian, loadByteCount: loaded.peakByteCount,
            answers: try JSONDecoder().decode(QueriesBenchmark.Summary.self, from: asked.output),
            coldTime: try ColdBenchmark.measure(database, runs: 11).median)
    }

    private func chart(_ sizes: [Size]) -> String {
        let positions = sizes.map(\.scale)
        let time = LineChart(
            title: "time of the processor", positions: positions, positionTitle: "scale",
            series: [.init(name: "load", values: sizes.map(\.loadTime))]
                + zip(Self.rows, Self.rowNames).map { row, name in
                    .init(name: name, values: sizes.map { $0.answers.processorMedians[row] })
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
