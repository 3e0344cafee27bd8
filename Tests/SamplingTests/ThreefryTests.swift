import Sampling
import Testing

@Suite struct ThreefryTests {
    /// From the file `kat_vectors` of Random123, the lines `threefry2x64 20`.
    @Test(arguments: [
        (
            Threefry.Block(0, 0), Threefry.Block(0, 0),
            Threefry.Block(0xC2B6_E3A8_C2C6_9865, 0x6F81_ED42_F350_084D)
        ),
        (
            Threefry.Block(.max, .max), Threefry.Block(.max, .max),
            Threefry.Block(0xE02C_B7C4_D95D_277A, 0xD066_33D0_893B_8B68)
        ),
        (
            Threefry.Block(0x243F_6A88_85A3_08D3, 0x1319_8A2E_0370_7344),
            Threefry.Block(0xA409_3822_299F_31D0, 0x082E_FA98_EC4E_6C89),
            Threefry.Block(0x263C_7D30_BB0F_0AF1, 0x56BE_8361_D331_1526)
        ),
    ])
    func `the published vectors hold`(
        counter: Threefry.Block, key: Threefry.Block, result: Threefry.Block
    ) {
        #expect(Threefry.block(at: counter, key: key) == result)
    }

    @Test func `each bit of a counter changes half of the bits of the block`() {
        let key = Threefry.Block(42, 0)
        var flips = 0
        for start in 0..<64 as Range<UInt64> {
            let base = Threefry.block(at: Threefry.Block(start, 7), key: key)
            for bit in 0..<64 as Range<UInt64> {
                let other = Threefry.block(at: Threefry.Block(start ^ 1 << bit, 7), key: key)
                flips += (base.first ^ other.first).nonzeroBitCount
                flips += (base.second ^ other.second).nonzeroBitCount
            }
        }
        // 4,096 changes of 128 bits: half of them is 262,144, the standard deviation 362.
        #expect(abs(flips - 262_144) < 4 * 362)
    }
}
