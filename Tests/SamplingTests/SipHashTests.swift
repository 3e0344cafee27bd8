import Sampling
import Testing

@Suite struct SipHashTests {
    /// Lengths and results of the array `vectors_sip128` in the authors' reference implementation:
    /// the message is the bytes 0, 1, 2, …, the key the bytes 0 to 15.
    @Test(
        arguments: [
            (0, 0xE6A8_25BA_047F_81A3, 0x9302_55C7_1472_F66D),
            (1, 0x44AF_996B_D8C1_87DA, 0x45FC_229B_1159_7634),
            (2, 0xC75D_A4A4_8D22_7781, 0xE4FF_0AF6_DE8B_A3FC),
            (3, 0x4EA9_6752_0CB6_709C, 0x51ED_8529_B0B6_335F),
            (4, 0xAF8F_9C2D_C164_81F8, 0x7955_CD7B_7C6E_0F7D),
            (5, 0x886F_7780_5987_6813, 0x2796_0E69_077A_5254),
            (6, 0x1386_208B_33CA_EE14, 0x5EA1_D78F_30A0_5E48),
            (7, 0x53C1_DBD8_BEEB_F1A1, 0x3982_F01F_A64A_B8C0),
            (8, 0x61F5_5862_BAA9_623B, 0xB497_14F3_64E2_830F),
            (9, 0xABBA_D90A_0699_4426, 0xED71_6DBB_028B_7FC4),
            (10, 0x5669_1478_C30D_1100, 0xBAFB_D0F3_D347_54C9),
            (11, 0x7766_6B38_68C5_5101, 0x18DC_E581_6FDC_B4A2),
            (12, 0x58F3_5E90_66B2_26D6, 0x25C1_3285_F64D_6382),
            (13, 0x108B_C0E9_47E2_6998, 0xF752_B9C4_4F93_29D0),
            (14, 0x9CDE_D766_ACEF_FC31, 0x0249_49E4_5F48_C77E),
            (15, 0x11A8_B033_99E9_9354, 0xD9C3_CF97_0FEC_087E),
            (16, 0xBB54_B067_CAA4_E26E, 0x7705_2385_BF15_33FD),
            (23, 0xE0F5_A9D5_DD84_D1C9, 0x1C69_BF9A_9AE2_8CCF),
            (31, 0xFCFA_2332_18B0_3929, 0x353D_C452_4FDE_2317),
            (40, 0xAD5D_C995_1E30_6ADF, 0xD83B_91C6_C80C_AE97),
            (56, 0xE94E_D572_CFF2_3819, 0x362A_1DA9_6F16_947E),
            (63, 0x4A83_502F_77D1_5051, 0x7CBD_3F97_9A06_3E50),
        ] as [(Int, UInt64, UInt64)])
    func `the published vectors hold for 2 and 4 rounds`(
        length: Int, first: UInt64, second: UInt64
    ) {
        var state = SipHash(key: (0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908))
        var word: UInt64 = 0
        for index in 0..<length {
            word |= UInt64(index) << (8 * UInt64(index % 8))
            if index % 8 == 7 {
                state.compress(word, rounds: 2)
                word = 0
            }
        }
        let result = state.finish(
            lastBlock: word | UInt64(length) << 56, compressionRounds: 2, finalRounds: 4)
        #expect(result.first == first)
        #expect(result.second == second)
    }
}
