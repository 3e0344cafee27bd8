/// Nodes that walks begin at, each once, and how many walks begin at each.
struct ChainStarts {
    let nodes: [UInt32]
    /// By node; empty where it is the same for all.
    private let counts: [UInt64]
    private let countOfEach: UInt64

    init(nodes: [UInt32], counts: [UInt64]) {
        self.nodes = nodes
        self.counts = counts
        countOfEach = 0
    }

    init(nodes: [UInt32], countOfEach: UInt64) {
        self.nodes = nodes
        counts = []
        self.countOfEach = countOfEach
    }

    func count(at index: Int) -> UInt64 { counts.isEmpty ? countOfEach : counts[index] }

    /// The nodes with their numbers.
    var each: some Sequence<(UInt32, UInt64)> {
        nodes.indices.lazy.map { (nodes[$0], count(at: $0)) }
    }

    /// Whether one walk begins at each node.
    var areSingle: Bool { counts.isEmpty ? countOfEach == 1 : counts.allSatisfy { $0 == 1 } }
}
