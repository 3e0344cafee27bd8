import Sampling
import Testing

@Suite struct IdentityHasherTests {
    private func identity(_ combine: (inout IdentityHasher) -> Void) -> RowIdentity {
        var hasher = IdentityHasher()
        combine(&hasher)
        return hasher.identity()
    }

    /// Computed by a program of its own in another language.
    @Test func `identities are those of the documented layout`() {
        func expect(
            _ high: UInt64, _ low: UInt64, _ combine: (inout IdentityHasher) -> Void,
            _ location: SourceLocation = #_sourceLocation
        ) {
            let expected = RowIdentity(high: high, low: low)
            #expect(identity(combine) == expected, sourceLocation: location)
        }
        expect(0x2134_935D_61D9_B40D, 0xB91C_5ED0_31FB_3303, { _ in })
        expect(0x83F4_554A_17B5_D762, 0xB6B4_3707_E389_80A1, { $0.combineNull() })
        expect(0xBD2F_199F_6E5B_3A50, 0x4A10_C3C3_3347_C660, { $0.combine(true) })
        expect(0xF527_8404_4831_1A5C, 0x601E_B2FF_D9BA_3318, { $0.combine(1 as Int64) })
        expect(0x42D7_AA4C_DBAD_1B35, 0x509A_024C_B76B_F864, { $0.combine(-1 as Int64) })
        expect(0x2132_27AE_5FCF_9350, 0xB569_B9C6_9816_D010, { $0.combine(1.0) })
        expect(0x998E_8229_A664_7499, 0xD81C_31F1_AC3B_2FD8, { $0.combine(0.0) })
        expect(0xF0E2_C4E6_7FD8_20AE, 0x3CC0_1EAB_DA6E_2593, { $0.combine(Double.nan) })
        expect(0x6E86_FF07_7BB3_48EA, 0x48E7_263B_298A_2418, { $0.combine("") })
        expect(0x2E9F_EA35_CB5D_B81B, 0xF51B_291A_C384_FCD2, { $0.combine("migraine") })
        expect(0x3EA4_B5B2_AEE8_773F, 0x9C5C_8FF0_97D4_9E17, { $0.combine("Мигрень") })
        expect(0xE853_8451_D72D_D092, 0xFB5E_A7F5_AADA_E9F5) {
            $0.combine(node: RowIdentity(high: 7, low: 1))
        }
        expect(0xCCA3_F388_9BFA_6BE2, 0x0A60_38A2_F3B1_733A) {
            $0.combineList(count: 2)
            $0.combine(1 as Int64)
            $0.combineNull()
        }
        expect(0xBBA4_5B23_9389_AB61, 0x3A54_BADD_1460_708D) {
            $0.combineMap(count: 2)
            $0.combine("a")
            $0.combine(1 as Int64)
            $0.combine("b")
            $0.combineNull()
        }
        expect(0xC986_35E6_6DA2_7FF8, 0x7D2A_890F_E2BC_9B1E) {
            $0.combinePath(count: 3)
            $0.combine(node: RowIdentity(high: 1, low: 0))
            $0.combine(relationship: RowIdentity(high: 2, low: 0))
            $0.combine(node: RowIdentity(high: 3, low: 0))
        }
        expect(0x9E8B_D5B4_F1F0_EFDB, 0x1B5B_AE46_18C6_34F4) {
            $0.combine(node: RowIdentity(high: 7, low: 0))
            $0.combine(relationship: RowIdentity(high: 123_456_789, low: 5))
            $0.combine(node: RowIdentity(high: 8, low: 0))
        }
    }

    @Test func `numbers that are equal as values are one`() {
        #expect(identity { $0.combine(-0.0) } == identity { $0.combine(0.0) })
        let signalling = Double(bitPattern: 0xFFF0_0000_0000_0001)
        #expect(identity { $0.combine(signalling) } == identity { $0.combine(Double.nan) })
    }

    @Test func `items that only look alike stay apart`() {
        let all = [
            identity { $0.combine(1 as Int64) }, identity { $0.combine(1.0) },
            identity { $0.combine(true) }, identity { $0.combine("1") },
            identity { $0.combine(node: RowIdentity(high: 1, low: 0)) },
            identity { $0.combine(relationship: RowIdentity(high: 1, low: 0)) },
            identity { $0.combine("caf\u{E9}") }, identity { $0.combine("cafe\u{301}") },
            identity { $0.combine("\0") }, identity { $0.combine("\0\0") },
            identity { $0.combineNull() }, identity { $0.combine("") }, identity { _ in },
            identity { $0.combineList(count: 0) }, identity { $0.combineMap(count: 0) },
        ]
        #expect(Set(all).count == all.count)
    }

    @Test func `order and nesting count`() {
        let all = [
            identity {
                $0.combine("ab")
                $0.combine("c")
            },
            identity {
                $0.combine("a")
                $0.combine("bc")
            },
            identity {
                $0.combine("c")
                $0.combine("ab")
            },
            identity {
                $0.combineList(count: 1)
                $0.combine("ab")
                $0.combine("c")
            },
            identity {
                $0.combineList(count: 2)
                $0.combine("ab")
                $0.combine("c")
            },
        ]
        #expect(Set(all).count == all.count)
    }

    @Test func `a hasher goes on after it gave an identity`() {
        var hasher = IdentityHasher()
        hasher.combine(node: RowIdentity(high: 7, low: 0))
        _ = hasher.identity()
        hasher.combine(node: RowIdentity(high: 8, low: 0))
        #expect(
            hasher.identity()
                == identity {
                    $0.combine(node: RowIdentity(high: 7, low: 0))
                    $0.combine(node: RowIdentity(high: 8, low: 0))
                })
    }

    @Test func `copies of a row are apart from it and from each other`() {
        let row = identity { $0.combine(node: RowIdentity(high: 7, low: 0)) }
        #expect(row.copy(0) == row)
        #expect(Set((0..<100).map { row.copy($0) }).count == 100)
    }

    @Test func `a count of more than 56 bits stops the program`() async {
        await #expect(processExitsWith: .failure) {
            var hasher = IdentityHasher()
            hasher.combineList(count: 1 << 56)
        }
    }
}
