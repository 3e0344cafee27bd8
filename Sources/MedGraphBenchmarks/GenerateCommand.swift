import ArgumentParser
import Foundation

/// Writes a graph of the shape of Hetionet, the same for the same seed and scale.
struct GenerateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Write a synthetic medical graph as CSV files.",
        discussion: """
            At scale 1 it has 47,000 nodes of five labels and 2,250,000 relationships of eight
            types, whose degrees follow a Zipf–Mandelbrot law. `--mapping bench` imports it.
            """)

    @Argument(help: "The folder; made if it is not there.")
    var folder: String

    @Option(help: "How many times the nodes and relationships of scale 1.")
    var scale = 1.0

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    func run() throws { try SyntheticGraph(scale: scale, seed: seed).write(to: folder) }
}

/// Nodes with dense ids over all labels, and relationships without loops or parallels.
struct SyntheticGraph {
    let scale: Double
    let seed: UInt64

    private struct Label {
        let name: String
        let count: Int
        let codePrefix: String
        let category: String
        let categoryCount: Int
    }

    private struct RelationshipType {
        let name: String
        let start: String
        let end: String
        let count: Int
        let property: String?
    }

    private static let labels = [
        Label(
            name: "Disease", count: 10_000, codePrefix: "DIS", category: "category",
            categoryCount: 24),
        Label(
            name: "Symptom", count: 5_000, codePrefix: "SYM", category: "body_system",
            categoryCount: 14),
        Label(
            name: "Drug", count: 10_000, codePrefix: "DRG", category: "drug_class",
            categoryCount: 60),
        Label(
            name: "SideEffect", count: 6_000, codePrefix: "SFX", category: "severity",
            categoryCount: 5),
        Label(
            name: "Gene", count: 16_000, codePrefix: "GEN", category: "chromosome",
            categoryCount: 24),
    ]

    private static let types = [
        RelationshipType(
            name: "HAS_SYMPTOM", start: "Disease", end: "Symptom", count: 200_000,
            property: "weight"),
        RelationshipType(
            name: "TREATS", start: "Drug", end: "Disease", count: 50_000, property: nil),
        RelationshipType(
            name: "CAUSES", start: "Drug", end: "SideEffect", count: 150_000, property: "frequency"),
        RelationshipType(
            name: "RESEMBLES", start: "Disease", end: "Disease", count: 50_000, property: nil),
        RelationshipType(
            name: "INTERACTS", start: "Drug", end: "Drug", count: 300_000, property: nil),
        RelationshipType(
            name: "ASSOCIATES", start: "Disease", end: "Gene", count: 400_000, property: nil),
        RelationshipType(name: "BINDS", start: "Drug", end: "Gene", count: 100_000, property: nil),
        RelationshipType(
            name: "GENE_INTERACTS", start: "Gene", end: "Gene", count: 1_000_000, property: nil),
    ]

    private func count(_ label: Label) -> Int { max(50, Int(Double(label.count) * scale)) }

    /// Writes one file for each label and for each type.
    func write(to folder: String) throws {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        var firsts: [String: (first: Int, count: Int)] = [:]
        var next = 0
        for (number, label) in Self.labels.enumerated() {
            firsts[label.name] = (next, count(label))
            try text(of: label, first: next, number).write(
                toFile: "\(folder)/nodes_\(label.name).csv", atomically: true, encoding: .utf8)
            next += count(label)
        }
        for (number, type) in Self.types.enumerated() {
            try text(of: type, firsts[type.start]!, firsts[type.end]!, number).write(
                toFile: "\(folder)/edges_\(type.name).csv", atomically: true, encoding: .utf8)
        }
    }

    private func text(of label: Label, first: Int, _ number: Int) -> String {
        var generator = SplitMix64(seed: seed &* 1_000_003 &+ UInt64(number))
        var text = "id,code,name,\(label.category)\n"
        for ordinal in 0..<count(label) {
            let digits = String(ordinal)
            let code = label.codePrefix + String(repeating: "0", count: 7 - digits.count) + digits
            let category = generator.next() % UInt64(label.categoryCount)
            text +=
                "\(first + ordinal),\(code),\(label.name) \(ordinal),\(label.category) \(category)\n"
        }
        return text
    }

    private func text(
        of type: RelationshipType, _ starts: (first: Int, count: Int),
        _ ends: (first: Int, count: Int), _ number: Int
    ) -> String {
        var generator = SplitMix64(seed: seed &* 2_000_003 &+ UInt64(number))
        let startDraw = ZipfDraw(count: starts.count, &generator)
        let endDraw = ZipfDraw(count: ends.count, &generator)
        let wanted = min(Int(Double(type.count) * scale), starts.count * ends.count / 4)
        var seen: Set<UInt64> = []
        seen.reserveCapacity(wanted)
        var text = "start_id,end_id" + (type.property.map { ",\($0)" } ?? "") + "\n"
        while seen.count < wanted {
            let start = startDraw.next(&generator) + starts.first
            let end = endDraw.next(&generator) + ends.first
            let pair = type.start == type.end ? (min(start, end), max(start, end)) : (start, end)
            guard start != end, seen.insert(UInt64(pair.0) << 32 | UInt64(pair.1)).inserted else {
                continue
            }
            text += "\(start),\(end)"
            if type.property != nil {
                // Four decimals in (0, 1], small ones more often.
                let uniform = Double(generator.next() >> 11) / 9_007_199_254_740_992
                text += ",\(Double(max(1, Int(uniform * uniform * 10_000))) / 10_000)"
            }
            text += "\n"
        }
        return text
    }
}

/// Draws ordinals so that a few are drawn very often: the chance of the *r*-th falls with
/// (*r* + shift)^−0.85, and which ordinal is the *r*-th is drawn too.
private struct ZipfDraw {
    private var cumulative: [Double] = []
    private var ordinals: [Int]

    init(count: Int, _ generator: inout SplitMix64) {
        let shift = max(1, 0.002 * Double(count))
        var sum = 0.0
        for rank in 1...count {
            sum += pow(Double(rank) + shift, -0.85)
            cumulative.append(sum)
        }
        ordinals = (0..<count).shuffled(using: &generator)
    }

    func next(_ generator: inout SplitMix64) -> Int {
        let target = Double(generator.next() >> 11) / 9_007_199_254_740_992 * cumulative.last!
        var low = 0
        var high = cumulative.count - 1
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] <= target { low = middle + 1 } else { high = middle }
        }
        return ordinals[low]
    }
}
