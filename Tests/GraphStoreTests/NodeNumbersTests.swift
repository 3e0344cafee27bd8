import Testing

@testable import GraphStore

@Suite struct NodeNumbersTests {
    /// Below and above the length of a large page, and not whole pages.
    @Test(arguments: [1, 1_000, 262_144, 524_287, 524_288, 600_001])
    func `numbers are 0 at first, and stay as they are set`(count: Int) {
        Self.expectKept(NodeNumbers<UInt32>(count: count))
        Self.expectKept(NodeNumbers<UInt64>(count: count))
    }

    private static func expectKept<Number>(_ numbers: consuming NodeNumbers<Number>) {
        let count = numbers.count
        var areZero = true
        for index in 0..<count { areZero = areZero && numbers[index] == 0 }
        #expect(areZero)
        for index in 0..<count { numbers[index] = Number(truncatingIfNeeded: index &* 0x9E37_79B9) }
        var areKept = true
        for index in 0..<count {
            areKept = areKept && numbers[index] == Number(truncatingIfNeeded: index &* 0x9E37_79B9)
        }
        #expect(areKept)
    }

    @Test func `an index without a number is a mistake of the program`() async {
        await #expect(processExitsWith: .failure) {
            let numbers = NodeNumbers<UInt32>(count: 10)
            _ = numbers[10]
        }
    }
}
