/// Numbers as texts write them, read from bytes without a `String` on the usual way.
enum NumberText {
    /// Reads `-?[0-9]+`, also with a plus sign.
    @inline(__always)
    static func integer(_ bytes: Span<UInt8>, _ cell: CellRange) throws(CellProblem) -> Int64 {
        var index = Int(cell.start)
        let end = Int(cell.end)
        // Eighteen digits cannot overflow.
        guard index < end, end - index <= 18, bytes[index] &- 0x30 < 10 else {
            return try signedInteger(bytes, cell)
        }
        var value: Int64 = 0
        while index < end {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { throw .noInteger }
            value = value &* 10 &+ Int64(digit)
            index &+= 1
        }
        return value
    }

    @inline(never)
    private static func signedInteger(
        _ bytes: Span<UInt8>, _ cell: CellRange
    ) throws(CellProblem) -> Int64 {
        var index = Int(cell.start)
        let end = Int(cell.end)
        guard index < end else { throw .noInteger }
        let isNegative = bytes[index] == minus
        if isNegative || bytes[index] == plus { index += 1 }
        guard index < end else { throw .noInteger }
        var value: Int64 = 0
        var isTooLarge = false
        while index < end {
            let digit = bytes[index] &- 0x30
            guard digit < 10 else { throw .noInteger }
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (next, overflowAgain) =
                isNegative
                ? tens.subtractingReportingOverflow(Int64(digit))
                : tens.addingReportingOverflow(Int64(digit))
            isTooLarge = isTooLarge || overflow || overflowAgain
            value = next
            index += 1
        }
        if isTooLarge { throw .integerTooLarge }
        return value
    }

    /// Reads a decimal, with or without exponent, or `inf`, `infinity` and `nan` in any case.
    ///
    /// The result is the nearest double. Up to fifteen digits and a power of ten up to 10²² are
    /// both exact as doubles, so one multiplication or division rounds once, as it must.
    @inline(__always)
    static func float(_ bytes: Span<UInt8>, _ cell: CellRange) throws(CellProblem) -> Double {
        var index = Int(cell.start)
        let end = Int(cell.end)
        guard index < end else { throw .noNumber }
        let isNegative = bytes[index] == minus
        if isNegative { index &+= 1 }
        let firstDigit = index
        var digits: Int64 = 0
        var point = -1
        // Counts the point as well, so fifteen digits are at most sixteen characters.
        guard end &- firstDigit <= 16 else { return try anyFloat(bytes, cell) }
        while index < end {
            let byte = bytes[index]
            let digit = byte &- 0x30
            if digit < 10 {
                digits = digits &* 10 &+ Int64(digit)
            } else if byte == 0x2E, point < 0 {
                point = index
            } else {
                return try anyFloat(bytes, cell)
            }
            index &+= 1
        }
        let digitCount = end &- firstDigit &- (point < 0 ? 0 : 1)
        guard digitCount > 0, digitCount <= 15 else { return try anyFloat(bytes, cell) }
        let magnitude =
            point < 0 ? Double(digits) : Double(digits) / powersOfTen[end &- point &- 1]
        return isNegative ? -magnitude : magnitude
    }

    /// Reads `7/12`, `58%` or `0.58`: a number from 0 to 1.
    static func proportion(_ bytes: Span<UInt8>, _ cell: CellRange) throws(CellProblem) -> Double {
        let start = Int(cell.start)
        var end = Int(cell.end)
        let value: Double
        if let slash = bytes.firstIndex(of: [0x2F], in: start..<end) {
            let part = try integer(bytes, CellRange(start, slash))
            let whole = try integer(bytes, CellRange(slash + 1, end))
            guard part >= 0, whole > 0, part <= whole else { throw .noProportion }
            value = Double(part) / Double(whole)
        } else if start < end, bytes[end - 1] == 0x25 {
            end -= 1
            while start < end, bytes[end - 1] == 0x20 { end -= 1 }
            value = try float(bytes, CellRange(start, end)) / 100
        } else {
            value = try float(bytes, CellRange(start, end))
        }
        guard value >= 0, value <= 1 else { throw .noProportion }
        return value
    }

    private static let powersOfTen: InlineArray<16, Double> = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]

    @inline(never)
    private static func anyFloat(
        _ bytes: Span<UInt8>, _ cell: CellRange
    ) throws(CellProblem) -> Double {
        let text = String(decoding: cell.range.map { bytes[$0] }, as: UTF8.self)
        var rest = Substring(text)
        if rest.first == "-" || rest.first == "+" { rest.removeFirst() }
        switch rest.lowercased() {
        case "inf", "infinity": return text.first == "-" ? -.infinity : .infinity
        case "nan": return .nan
        default: break
        }
        guard isDecimal(rest), let value = Double(text) else { throw .noNumber }
        guard value.isFinite else { throw .numberTooLarge }
        return value
    }

    /// Whether a text is digits with at most one point, and perhaps an exponent.
    private static func isDecimal(_ text: Substring) -> Bool {
        let parts = text.split(
            maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: { "eE".contains($0) })
        let digits = parts[0].filter { $0 != "." }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }),
            parts[0].utf8.count <= digits.utf8.count + 1
        else { return false }
        guard parts.count == 2 else { return true }
        var exponent = parts[1]
        if exponent.first == "-" || exponent.first == "+" { exponent.removeFirst() }
        return !exponent.isEmpty && exponent.utf8.allSatisfy { $0 &- 0x30 < 10 }
    }

    private static let minus = UInt8(ascii: "-")
    private static let plus = UInt8(ascii: "+")
}
