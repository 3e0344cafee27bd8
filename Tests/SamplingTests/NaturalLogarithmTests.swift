import Sampling
import Testing

@Suite struct NaturalLogarithmTests {
    /// Numbers, their logarithms, and what is left of the logarithms after rounding: computed with
    /// 200 bits.
    @Test(
        arguments: [
            (0x1.0000000000000p-53, -0x1.25e4f7b2737fap5, -0x1.8486612173c69p-51),
            (0x1.8000000000000p-52, -0x1.1d1b02751cfe2p5, 0x1.e3975fd57b70dp-50),
            (0x1.fffffffffffffp-1, -0x1.0000000000000p-53, -0x1.0000000000000p-107),
            (0x1.ffffffffffffdp-1, -0x1.8000000000001p-52, -0x1.0000000000009p-107),
            (0x1.0000000000000p-1, -0x1.62e42fefa39efp-1, -0x1.abc9e3b39803fp-56),
            (0x1.0000000000000p-2, -0x1.62e42fefa39efp0, -0x1.abc9e3b39803fp-55),
            (0x1.8000000000000p-1, -0x1.269621134db92p-2, -0x1.e0efadd9db02bp-56),
            (0x1.6a09e667f3bcdp-1, -0x1.62e42fefa39eep-2, 0x1.716fdfdbc882ep-60),
            (0x1.6a09e667f3bccp-1, -0x1.62e42fefa39f1p-2, 0x1.8d8f957c3d43cp-57),
            (0x1.6a09e667f3bcdp0, 0x1.62e42fefa39f0p-2, 0x1.c2e0e1b1548c2p-56),
            (0x1.6a09e667f3bccp0, 0x1.62e42fefa39eep-2, -0x1.8d6e518e495a3p-56),
            (0x1.0000000000001p0, 0x1.fffffffffffffp-53, 0x1.5555555555554p-158),
            (0x1.5bf0a8b145769p1, 0x1.0000000000000p0, -0x1.ea8556644e4cdp-55),
            (0x1.8000000000000p1, 0x1.193ea7aad030bp0, -0x1.a256f99caabebp-54),
            (0x1.4000000000000p3, 0x1.26bb1bbb55516p1, -0x1.f48ad494ea3e9p-53),
            (0x1.259999999999ap5, 0x1.cd27c9e8e3110p1, -0x1.848b273ef5eb7p-54),
            (0x1.56e1fc2f8f359p-997, -0x1.5963447f87fb5p9, -0x1.aa670d35324e6p-46),
            (0x1.7e43c8800759cp996, 0x1.5963447f87fb5p9, 0x1.abccc0710fcd4p-46),
            (0x0.0000000000001p-1022, -0x1.74385446d71c3p9, -0x1.8e569fa8ee781p-45),
            (0x1.0000000000000p-1022, -0x1.6232bdd7abcd2p9, -0x1.eef3fec1be37fp-46),
            (Double.leastNormalMagnitude.nextDown, -0x1.6232bdd7abcd2p9, -0x1.f2f3fec1be37fp-46),
            (0x1.fffffffffffffp1023, 0x1.62e42fefa39efp9, 0x1.a9c9e3b39803fp-46),
            (0x1.ccccccccccccdp-1, -0x1.af8e8210a415cp-4, 0x1.62ed262461c3cp-58),
            (0x1.199999999999ap0, 0x1.8663f793c46ccp-4, 0x1.b55a66e0b30efp-58),
            (0x1.fae147ae147aep-1, -0x1.495453e6fd4bcp-7, 0x1.004bec099ed61p-61),
            (0x1.028f5c28f5c29p0, 0x1.460d6ccca367cp-7, -0x1.b91e884162e7ep-62),
            (0x1.b7cdfd9d7bdbbp-34, -0x1.7069e2aa2aa5bp4, 0x1.f0b709e89338fp-52),
            (0x1.e54e8a5cd6871p-1, -0x1.b6a0902b8d990p-5, -0x1.bdf9452fbece9p-62),
            (0x1.944c89a7834dep-2, -0x1.dbcf758e66147p-1, -0x1.66c2f6d5981f4p-55),
            (0x1.8b8f4d4748a10p-5, -0x1.83eb135c8e62dp1, -0x1.0d73ca5a0fd84p-56),
            (0x1.a47e025165e67p-1, -0x1.933f98357277ep-3, 0x1.dfd9d5d1db2aep-57),
            (0x1.818e892f902b8p-4, -0x1.2e795471460a9p1, 0x1.6f892cc98683ap-53),
            (0x1.2a632bb3b93f1p-1, -0x1.1471f89f3a136p-1, 0x1.397d0653d81c8p-59),
            (0x1.d1c4a1db208ebp-1, -0x1.83a1d75307f37p-4, -0x1.9a0f9ad3dd496p-58),
            (0x1.b7b3c0f3a77acp-3, -0x1.89dc89b1bb778p0, 0x1.c530ee7a9b72dp-54),
            (0x1.600a099950d88p-4, -0x1.3a1d7212713d9p1, -0x1.d5fda0ed3a8ebp-55),
            (0x1.ac355bc0d9d6ap-2, -0x1.be64a9740552cp-1, 0x1.a09ca51bd42e1p-57),
            (0x1.ece088f105c7cp-3, -0x1.6ca2cd320dde1p0, 0x1.4d510772b7a63p-55),
            (0x1.1a22c2e71efb3p-1, -0x1.311e8b4732f92p-1, -0x1.bbc09924611edp-55),
            (0x1.e43ad95a944d0p-5, -0x1.6a077d9b71161p1, -0x1.303bea76c56e2p-53),
            (0x1.21833a759295fp-1, -0x1.23e7865454744p-1, -0x1.9e56be6687b15p-55),
            (0x1.e51823f62f847p-1, -0x1.ba3709e8e6df3p-5, 0x1.ad2a5de1dc026p-59),
            (0x1.42e16724c60b3p-1, -0x1.d81b7fc8ab075p-2, -0x1.e9acdc6a28060p-57),
            (0x1.2a7e9413eed6bp-1, -0x1.1442f3735a4a0p-1, 0x1.e89c9b01c4299p-59),
            (0x1.fac7e53a1b530p-5, -0x1.6433ed72a6cb2p1, 0x1.5de9d7ad6844fp-53),
            (0x1.2bcc1277a099fp-1, -0x1.12082989f0f88p-1, 0x1.53ac5d890ab3bp-55),
            (0x1.963ccb19b4290p-5, -0x1.80824477cf217p1, -0x1.7b00648c8e6b7p-55),
            (0x1.c4c6fcf5ed664p-3, -0x1.825c266c85754p0, 0x1.ce9f48c89cdf9p-54),
            (0x1.1d03217d9af61p-1, -0x1.2becffc136172p-1, -0x1.177ab27de37b3p-55),
            (0x1.10bdede24b65cp-3, -0x1.020f5606c3612p1, -0x1.a65d4cfbcfc4bp-54),
            (0x1.ad32d288f565ap-2, -0x1.bd35f3388465fp-1, 0x1.dc44800564e7dp-57),
            (0x1.14d4c49dbcd49p-1, -0x1.3ad6655d94751p-1, 0x1.f3dc79ed9abe8p-55),
            (0x1.ffffd879b94aap-1, -0x1.3c3241df60938p-20, -0x1.1f053cc5a683cp-74),
            (0x1.fffffffff3ae1p-1, -0x1.8a3e000004be4p-38, -0x1.738204dea902bp-92),
            (0x1.ffffffffd8420p-1, -0x1.3df000000c56ep-36, -0x1.040051bb7c7f0p-91),
            (0x1.fff8835b29f61p-1, -0x1.df2cb6667731dp-15, 0x1.659f2450b11d7p-71),
            (0x1.fffffffccd16dp-1, -0x1.997498014772ep-32, -0x1.666a47c864d3ep-88),
            (0x1.ffffffff6367cp-1, -0x1.393080002fe4fp-34, -0x1.11847100106a3p-88),
            (0x1.ffff3802fc1e6p-1, -0x1.8ffa55e0ff643p-18, 0x1.1ff12e40db502p-72),
            (0x1.fffffffbbc5f8p-1, -0x1.10e8200122ee1p-31, -0x1.9ee86196ac91ep-85),
            (0x1.fffff1a702937p-1, -0x1.cb1fb400d5577p-22, 0x1.de6289370b479p-78),
            (0x1.ffffffd8014e8p-1, -0x1.3ff58c0c7f2efp-28, -0x1.042fb57f4066dp-82),
            (0x1.00025ea27079ep0, 0x1.2f4fd0ddcad4ep-15, -0x1.c5d710fec8f31p-69),
            (0x1.0000000000dfap0, 0x1.bf3fffffff3cap-41, 0x1.f700001c70a51p-95),
            (0x1.01ff11b3991ddp0, 0x1.fd1632c3f1363p-8, 0x1.75eba2641d2cfp-62),
            (0x1.000000027795ep0, 0x1.3bcaeffe7a72fp-31, 0x1.20b7edc935f52p-85),
            (0x1.0000084e8231cp0, 0x1.09d041e7fcacap-21, -0x1.ac18544efe9cap-75),
            (0x1.6dde98d8e4fe7p-1, -0x1.581cee09ef03cp-2, 0x1.8fc12fab65a68p-56),
            (0x1.69593629bd4dcp-1, -0x1.64d86a2490d78p-2, 0x1.cc048a87410dbp-59),
            (0x1.706fde9af9443p-1, -0x1.50f3c5b24e096p-2, -0x1.fbb68c22f4214p-59),
            (0x1.679be700a7c00p-1, -0x1.69c9646826e3ap-2, -0x1.4802652f5e9f3p-56),
            (0x1.6aae7be0360e0p-1, -0x1.6113162c9629ap-2, -0x1.25759546f2eb3p-56),
            (0x1.41d3fceaf21f0p-689, -0x1.dd597d3f379e3p8, -0x1.df04459cefc8ap-46),
            (0x1.6eeacbefa595fp-137, -0x1.7a67a24b608dep6, 0x1.24a0b69ed13a4p-48),
            (0x1.1412f93d91b87p367, 0x1.fcebc7990a99dp7, -0x1.2e185281c5241p-47),
            (0x1.27bddf30eebaap141, 0x1.87832287a271ep6, -0x1.90392391a3197p-48),
            (0x1.12b1d3f940426p792, 0x1.128582a692e4ep9, 0x1.942c50efc145cp-45),
            (0x1.517f9aca0a384p-304, -0x1.a4e176c98d3e6p7, -0x1.e95cf19594d2dp-47),
            (0x1.31fee08b34a94p217, 0x1.2d2ec300c4409p7, 0x1.b4eeecafe3239p-48),
            (0x1.fe4c28a51d00cp631, 0x1.b610d0e32b0f6p8, -0x1.71f3ef3d128bcp-46),
        ] as [(Double, Double, Double)])
    func `the error is below one unit in the last place`(
        number: Double, rounded: Double, rest: Double
    ) {
        let error = (naturalLogarithm(number) - rounded) - rest
        #expect(abs(error) < rounded.ulp)
    }

    @Test func `numbers without a logarithm have the limits`() {
        #expect(naturalLogarithm(1) == 0)
        #expect(naturalLogarithm(0) == -.infinity)
        #expect(naturalLogarithm(-0.0) == -.infinity)
        #expect(naturalLogarithm(.infinity) == .infinity)
        #expect(naturalLogarithm(-1).isNaN)
        #expect(naturalLogarithm(-.infinity).isNaN)
        #expect(naturalLogarithm(.nan).isNaN)
    }

    @Test func `it grows from one random number to the next above it`() {
        let stream = RandomStream(seed: 9)
        for row in identities(10_000) {
            let number = stream.uniform(for: row)
            #expect(naturalLogarithm(number) < naturalLogarithm(number + 0x1p-52))
        }
    }

    @Test func `it grows over sorted numbers of all sizes`() {
        let stream = RandomStream(seed: 10)
        let numbers = identities(10_000).map { row in
            Double(
                sign: .plus, exponent: Int(stream.integer(below: 2000, for: row)) - 1000,
                significand: 1 + stream.uniform(for: row, draw: 1))
        }.sorted()
        for (lower, upper) in zip(numbers, numbers.dropFirst()) {
            #expect(naturalLogarithm(lower) <= naturalLogarithm(upper))
        }
    }
}
