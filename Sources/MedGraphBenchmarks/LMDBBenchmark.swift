import ArgumentParser
import Foundation
import LMDB
import StorageFloor

/// Reads through the storage wrapper, beside the same reads in C.
struct LMDBBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lmdb", abstract: "Look up and scan a tree of a million keys.")

    @Option(help: "Rounds; the medians count.")
    var rounds = 11

    private static let keyCount = 1_000_000
    private static let mapByteCount = 1 << 34

    func run() throws {
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("medgraph-lmdb-\(UUID().uuidString).mdb").path
        defer {
            for path in [path, path + "-lock"] { try? FileManager.default.removeItem(atPath: path) }
        }
        let valueCount = try make(path)
        var generator = SplitMix64(seed: 1)
        let random = (0..<Self.keyCount).map { _ in generator.next() % UInt64(Self.keyCount) }
        let hot = random.map { $0 % 1000 }
        let ordered = (0..<UInt64(Self.keyCount)).map(\.self)
        let works = [
            Work(name: "get, hot", count: Self.keyCount, keys: hot),
            Work(name: "get, in order", count: Self.keyCount, keys: ordered),
            Work(name: "get, random", count: Self.keyCount, keys: random),
            Work(name: "scan, a row", count: Self.keyCount, keys: nil),
            Work(name: "multimap pages, a value", count: valueCount, keys: []),
        ]
        var swift = Array(repeating: Timing(), count: works.count)
        var floor = swift
        for _ in 0..<rounds {
            let sums = try readInSwift(path, works, &swift)
            let floorSums = readInC(path, works, &floor)
            guard sums == floorSums else {
                print("DIFFERENT: \(sums), C says \(floorSums)")
                throw ExitCode.failure
            }
        }
        var table = Table(["", "MedGraph", "C", "ratio"])
        for (index, work) in works.enumerated() {
            let (own, other) = (swift[index].median, floor[index].median)
            table.add([
                work.name, (own / Double(work.count)).shown, (other / Double(work.count)).shown,
                "\((own / other).rounded(to: 2))",
            ])
        }
        table.show()
    }

    /// One way to read: by these keys; nil for a scan, and none for the multimap.
    private struct Work {
        let name: String
        /// What the time is divided by.
        let count: Int
        let keys: [UInt64]?
    }

    private struct Trees {
        let nodes: Tree<UInt64>
        let multi: MultimapTree<UInt64>

        init(_ opener: borrowing TreeOpener) throws(LMDBError) {
            nodes = try opener.tree(named: "nodes", keyedBy: UInt64.self)
            multi = try opener.multimapTree(named: "multi", keyedBy: UInt64.self)
        }
    }

    private func open(_ path: String) throws(LMDBError) -> Environment {
        var options = Environment.Options()
        options.syncPolicy = .none
        options.mapByteCount = Self.mapByteCount
        return try Environment.open(path: path, options: options)
    }

    /// Writes the file that both sides read.
    ///
    /// - Returns: the number of values in the multimap.
    private func make(_ path: String) throws(LMDBError) -> Int {
        let environment = try open(path)
        var valueCount = 0
        _ = try environment.createTrees { opener, transaction throws(LMDBError) in
            let trees = try Trees(opener)
            for key in 0..<UInt64(Self.keyCount) {
                let value = [key &* 0x9E37_79B9_7F4A_7C15, 0, 0, 0, 0]
                try transaction.append(key, value.span.rawBytes, in: trees.nodes)
            }
            for key in 0..<UInt64(10_000) {
                for value in 0...UInt32(key % 200) {
                    try transaction.append(key, value, in: trees.multi)
                    valueCount += 1
                }
            }
            return trees
        }
        return valueCount
    }

    private func readInSwift(
        _ path: String, _ works: [Work], _ timings: inout [Timing]
    ) throws(LMDBError) -> [UInt64] {
        let environment = try open(path)
        let trees = try environment.openTrees { opener throws(LMDBError) in try Trees(opener) }
        let transaction = try environment.beginRead()
        _ = try scan(transaction.view, trees.nodes)
        var sums: [UInt64] = []
        for (index, work) in works.enumerated() {
            let clock = ContinuousClock()
            let start = clock.now
            switch work.keys {
            case nil: sums.append(try scan(transaction.view, trees.nodes))
            case []?: sums.append(try pages(transaction.view, trees.multi))
            case let keys?: sums.append(try get(transaction.view, trees.nodes, keys))
            }
            timings[index].add(start.duration(to: clock.now).nanoseconds)
        }
        return sums
    }

    private func readInC(
        _ path: String, _ works: [Work], _ timings: inout [Timing]
    ) -> [UInt64] {
        // The C program is measured as it is; its pointer goes nowhere else.
        guard let floor = unsafe storage_floor_open(path, Self.mapByteCount) else { return [] }
        defer { unsafe storage_floor_close(floor) }
        _ = unsafe storage_floor_scan(floor)
        return works.enumerated().map { index, work in
            timings[index].measure {
                switch work.keys {
                case nil: unsafe storage_floor_scan(floor)
                case []?: unsafe storage_floor_pages(floor)
                case let keys?: unsafe storage_floor_get(floor, keys, keys.count)
                }
            }
        }
    }
}

private func get(
    _ view: TransactionView, _ tree: Tree<UInt64>, _ keys: [UInt64]
) throws(LMDBError) -> UInt64 {
    var sum: UInt64 = 0
    for key in keys {
        if let value = try view.get(key, in: tree) { sum &+= value.integer(at: 0, as: UInt64.self) }
    }
    return sum
}

private func scan(
    _ view: TransactionView, _ tree: Tree<UInt64>
) throws(LMDBError) -> UInt64 {
    var sum: UInt64 = 0
    var cursor = try view.readCursor(tree)
    while let entry = try cursor.next() {
        sum &+= entry.key &+ entry.value.integer(at: 0, as: UInt64.self)
    }
    return sum
}

private func pages(
    _ view: TransactionView, _ tree: MultimapTree<UInt64>
) throws(LMDBError) -> UInt64 {
    var sum: UInt64 = 0
    var cursor = try view.readCursor(tree)
    var entry = try cursor.firstKey()
    while entry != nil {
        var page = try cursor.page()
        while let current = page {
            // Without bounds checks, as in C: what is measured is the way to the page.
            unsafe current.values?.withUnsafeBufferPointer { values in
                for index in values.indices { sum &+= unsafe UInt64(values[index]) }
            }
            page = try cursor.nextPage()
        }
        entry = try cursor.nextKey()
    }
    return sum
}
