import Testing

@testable import DatasetImport

@Suite struct NumberTextTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("+7", 7), ("007", 7),
            ("123456789012345678", 123_456_789_012_345_678),
            ("9223372036854775807", .max), ("-9223372036854775808", .min),
        ] as [(String, Int64)])
    func `integers are read to the last one`(text: String, value: Int64) throws {
        #expect(try integer(text) == value)
    }

    @Test(arguments: ["9223372036854775808", "-9223372036854775809", "99999999999999999999"])
    func `integers beyond 64 bits are refused as such`(text: String) {
        #expect(throws: CellProblem.integerTooLarge) { try integer(text) }
    }

    @Test(arguments: ["", "-", "1.0", "1e3", " 1", "1 ", "x12", "0x1F", "１"])
    func `what is no integer is refused`(text: String) {
        #expect(throws: CellProblem.noInteger) { try integer(text) }
    }

    @Test(
        arguments: [
            ("0.0", 0), ("-0.0", -0.0), ("1", 1), (".5", 0.5), ("5.", 5), ("+2.5", 2.5),
            ("5e-324", .leastNonzeroMagnitude), ("3.37767245344567e-80", 3.37767245344567e-80),
            ("1E5", 1e5),
            ("827.0981517715184", 827.0981517715184),
            ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("inf", .infinity), ("-inf", -.infinity), ("Infinity", .infinity), ("nan", .nan),
            ("NaN", .nan), ("1e-400", 0),
        ] as [(String, Double)])
    func `floats keep every bit`(text: String, value: Double) throws {
        #expect(try float(text).bitPattern == value.bitPattern)
    }

    @Test(arguments: ["", ".", "-", "1e", "e5", "1.2.3", "0x1p3", "1,5", " 1", "1_000", "infinit"])
    func `what is no number is refused`(text: String) {
        #expect(throws: CellProblem.noNumber) { try float(text) }
    }

    @Test func `a number beyond the largest double is refused`() {
        #expect(throws: CellProblem.numberTooLarge) { try float("1e309") }
    }

    @Test func `random doubles come back exactly, short and long`() throws {
        var random = SeededRandom(state: 7)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: random.next())
            if value.isFinite { #expect(try float("\(value)").bitPattern == value.bitPattern) }
            let digits = Int64.random(
                in: -999_999_999_999_999...999_999_999_999_999, using: &random)
            let places = Int.random(in: 0...15, using: &random)
            let text = decimal(digits, places: places)
            #expect(try float(text) == Double(text)!, "\(text)")
        }
    }

    private func decimal(_ digits: Int64, places: Int) -> String {
        var text = String(digits.magnitude)
        while text.count <= places { text = "0" + text }
        if places > 0 { text.insert(".", at: text.index(text.endIndex, offsetBy: -places)) }
        return (digits < 0 ? "-" : "") + text
    }

    private func integer(_ text: String) throws(CellProblem) -> Int64 {
        let bytes = Array(text.utf8)
        return try NumberText.integer(bytes.span, CellRange(0, bytes.count))
    }

    private func float(_ text: String) throws(CellProblem) -> Double {
        let bytes = Array(text.utf8)
        return try NumberText.float(bytes.span, CellRange(0, bytes.count))
    }
}
