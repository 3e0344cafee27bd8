import JSONRecords
import Testing

@Suite struct JSONParserTests {
    @Test(arguments: [
        ("0", JSONValue.integer(0)), ("-0", .integer(0)), ("12", .integer(12)),
        ("1.0", .float(1)), ("-1.5e-3", .float(-0.0015)), ("1E2", .float(100)),
        ("1e+2", .float(100)), ("9223372036854775807", .integer(.max)),
        ("9223372036854775808", .float(9_223_372_036_854_775_808)),
    ])
    func `a number is an integer where it is written as one that fits`(
        text: String, expected: JSONValue
    ) throws {
        #expect(try JSONParser.parse(text) == expected)
    }

    @Test(arguments: [
        "007", "+5", "-", "1.", ".5", "1e", "1e+", "0x10", "--1", "1-2", "NaN", "Infinity",
    ])
    func `what JSON has no number for is none`(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test(arguments: ["1e400", "-1e400", "[1, 1e999]"])
    func `a number that no float can hold is refused, not made infinite`(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }

    @Test(arguments: [
        (#""a\u00e9\ud83d\ude00""#, "a\u{E9}\u{1F600}"), (#""\n\t\"\\\/""#, "\n\t\"\\/"),
    ])
    func `escapes are the characters that they stand for`(text: String, expected: String) throws {
        #expect(try JSONParser.parse(text) == .string(expected))
    }

    @Test(arguments: [
        #""\ud800""#, #""\udc00""#, #""\ud800\n""#, #""\ud800\u0041""#, #""\u+123""#, #""\u12""#,
    ])
    func `an escape that is no character is refused, not replaced`(text: String) {
        #expect(throws: JSONError.self) { try JSONParser.parse(text) }
    }
}
