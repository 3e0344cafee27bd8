import MedGraph
import TestSupport
import Testing

@testable import QueryExecution

/// The order of rows, and the first of them.
@Suite struct SortTests {
    /// Values of all kinds, many of them equivalent or with equal begins.
    private static func value(_ random: inout SplitMix64, depth: Int = 0) -> Value {
        switch random.below(depth > 1 ? 8 : 10) {
        case 0: return .null
        case 1: return .boolean(random.isOne(in: 2))
        case 2: return .integer(Int64(random.below(5)) - 2)
        case 3: return .integer(.max - Int64(random.below(3)))
        case 4:
            return .float(random.pick([0.0, -0.0, .nan, .infinity, -.infinity, 1.0, -1.5, 0x1p63]))
        case 5: return .float(Double(random.below(7)) / 2 - 1)
        case 6: return .string(random.pick(["", "a", "a\0", "ab", "é", "e\u{301}", "abcdefg"]))
        case 7: return .string("abcdef" + random.pick(["", "g", "gh", "gi", "ghi", "f\u{FFFF}"]))
        case 8: return .list((0..<random.below(3)).map { _ in value(&random, depth: depth + 1) })
        default:
            return .map(MapValue([("k", value(&random, depth: depth + 1))]))
        }
    }

    @Test func `the begin of a value is in the order of the values`() {
        var random = SplitMix64(seed: 11)
        for _ in 0..<200_000 {
            let (left, right) = (Self.value(&random), Self.value(&random))
            let order = Value.order(left, right)
            let (first, second) = (left.sortPrefix, right.sortPrefix)
            #expect(order != 0 || first == second, "\(left) \(right)")
            #expect(order >= 0 || first <= second, "\(left) \(right)")
            #expect(order <= 0 || first >= second, "\(left) \(right)")
        }
    }

    @Test(arguments: [0, 1, 2, 15, 16, 17, 100, 1000, 4097])
    func `a sort gives the order of the standard library`(count: Int) throws {
        var random = SplitMix64(seed: UInt64(count))
        let values = (0..<count).map { _ in Self.value(&random) }
        var entries = values.indices.map { SortEntry(prefix: values[$0].sortPrefix, index: $0) }
        try StableSort.sort(&entries, RunControl()) { Value.order(values[$0], values[$1]) < 0 }
        let expected = values.indices.sorted {
            let order = Value.order(values[$0], values[$1])
            return order == 0 ? $0 < $1 : order < 0
        }
        #expect(entries.map(\.index) == expected)
    }

    @Test func `equivalent combinations have one number`() throws {
        var random = SplitMix64(seed: 5)
        var table = GroupTable(width: 2)
        var known: [[Value]] = []
        for _ in 0..<3_000 {
            let key = [Self.value(&random), Self.value(&random)]
            let expected = known.firstIndex { other in
                zip(other, key).allSatisfy { Value.order($0, $1) == 0 }
            }
            #expect(table.number(of: key) == expected)
            #expect(try table.number(of: key, RunControl()) == expected ?? known.count)
            if expected == nil { known.append(key) }
        }
        #expect(table.count == known.count)
        #expect(known.count > 100)
    }

    private func database() throws -> Database {
        var options = Database.Options()
        options.isDurable = false
        return try ScratchDatabase.open(options)
    }

    @Test(arguments: ["r.k", "r.k DESC", "r.k, r.l DESC", "r.l DESC, r.k"])
    func `the first rows of an order are those of the whole order`(keys: String) throws {
        let database = try database()
        var random = SplitMix64(seed: UInt64(keys.utf8.count))
        for count in [0, 1, 5, 60, 400] {
            let rows = (0..<count).map { index in
                let kinds: [QueryValue] = [
                    .null, .integer(Int64(random.below(4))), .float(Double(random.below(8)) / 2),
                    .string(random.pick(["a", "b", ""])), .boolean(random.isOne(in: 2)),
                    .list([.integer(Int64(random.below(2)))]), .float(.nan),
                ]
                var map = QueryMap()
                (map["k"], map["l"]) = (random.pick(kinds), random.pick(kinds))
                map["i"] = .integer(Int64(index))
                return QueryValue.map(map)
            }
            let query = "UNWIND $rows AS r WITH r ORDER BY \(keys)"
            let whole = try database.run(
                "\(query) RETURN r.i AS i", parameters: ["rows": .list(rows)]
            )
            .values.map { "\($0[0])" }
            #expect(whole.count == count)
            for (skip, limit) in [(0, 0), (0, 1), (2, 3), (0, 37), (10, 50), (0, 1_000_000)] {
                let found = try database.run(
                    "\(query) SKIP \(skip) LIMIT \(limit) RETURN r.i AS i",
                    parameters: ["rows": .list(rows)])
                #expect(
                    found.values.map { "\($0[0])" } == Array(whole.dropFirst(skip).prefix(limit)))
            }
        }
    }

    @Test func `the plan names what keeps only the first rows`() throws {
        let database = try database()
        let plan = try database.explain("UNWIND [1, 2] AS x RETURN x ORDER BY x LIMIT 1")
        #expect(plan.description.contains("Top "))
        let whole = try database.explain("UNWIND [1, 2] AS x RETURN x ORDER BY x")
        #expect(whole.description.contains("Sort "))
    }

    @Test(arguments: ["percentileDisc", "percentileCont"])
    func `percentiles are those of the sorted numbers`(function: String) throws {
        let database = try database()
        var random = SplitMix64(seed: 3)
        for count in [1, 2, 3, 10, 101, 1000] {
            let numbers = (0..<count).map { _ in Double(random.below(200)) / 4 - 20 }
            let sorted = numbers.sorted()
            for share in [0, 0.1, 0.25, 0.5, 0.9, 1] {
                let found = try database.run(
                    "UNWIND $numbers AS x RETURN \(function)(x, $share) AS p",
                    parameters: [
                        "numbers": .list(numbers.map { .float($0) }), "share": .float(share),
                    ])[0]["p", as: Double.self]
                let expected: Double
                if function == "percentileDisc" {
                    expected = sorted[max(0, Int((share * Double(count)).rounded(.up)) - 1)]
                } else {
                    let place = share * Double(count - 1)
                    let low = Int(place.rounded(.down))
                    let high = min(low + 1, count - 1)
                    expected = sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low))
                }
                #expect(found == expected)
            }
        }
    }
}
