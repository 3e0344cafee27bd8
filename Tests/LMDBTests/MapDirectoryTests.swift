import LMDB
import Testing

@Suite struct MapDirectoryTests {
    /// Below and above the length of a large page, and not whole pages.
    @Test(arguments: [0, 1, 1_000, 262_143, 262_144, 262_145, 1_000_003])
    func `words are 0 at first, and stay as they are set`(count: Int) {
        for _ in 0..<3 {
            let directory = MapDirectory(count: count)
            #expect(directory.count == count)
            #expect((0..<count).allSatisfy { directory[$0] == 0 })
            for index in 0..<count { directory[index] = UInt64(index) &* 0x9E37_79B9_7F4A_7C15 }
            let isKept = (0..<count).allSatisfy {
                directory[$0] == UInt64($0) &* 0x9E37_79B9_7F4A_7C15
            }
            #expect(isKept)
            directory.removeAll()
            #expect((0..<count).allSatisfy { directory[$0] == 0 })
        }
    }
}
