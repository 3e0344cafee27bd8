/// How many groups have each number of walks.
struct CountHistogram {
    /// Numbers below are counted in arrays.
    static let smallCount = 256

    /// By number of walks, the small ones, in four parts that are added in the end.
    var small: [UInt64] = Array(repeating: 0, count: 4 * smallCount)
    private var large: [UInt64: UInt64] = [:]

    mutating func add(_ walks: UInt64) {
        if walks < UInt64(Self.smallCount) {
            small[Int(walks)] += 1
        } else {
            large[walks, default: 0] += 1
        }
    }

    /// The numbers of walks that some group has, with how many have it.
    var entries: [(walks: UInt64, groupCount: UInt64)] {
        var entries: [(walks: UInt64, groupCount: UInt64)] = []
        for walks in 0..<Self.smallCount {
            let count = (0..<4).reduce(0) { $0 + small[$1 * Self.smallCount + walks] }
            if count > 0 { entries.append((UInt64(walks), count)) }
        }
        return entries + large.map { ($0.key, $0.value) }
    }
}
