import Diagnostics
import QueryPlanning

extension Call {
    /// Functions of strings.
    func stringValue(_ control: RunControl) throws(ExecutionError) -> Value {
        let text = try string(0)
        switch function {
        case .toUpper: return .string(try Text.changed(text, control) { $0.uppercased() })
        case .toLower: return .string(try Text.changed(text, control) { $0.lowercased() })
        case .trim: return .string(Text.trimmed(text, atStart: true, atEnd: true))
        case .lTrim: return .string(Text.trimmed(text, atStart: true, atEnd: false))
        case .rTrim: return .string(Text.trimmed(text, atStart: false, atEnd: true))
        case .left: return .string(Text.substring(text, from: 0, count: try count(1)))
        case .right:
            let start = text.unicodeScalars.count - (try count(1))
            return .string(Text.substring(text, from: max(0, start), count: nil))
        case .substring:
            let start = try count(1)
            let length = values.count > 2 ? try count(2) : nil
            return .string(Text.substring(text, from: start, count: length))
        case .replace:
            return .string(
                try Text.replace(text, try string(1), with: try string(2), span, control))
        case .split: return .list(try Text.split(text, by: try string(1), span, control))
        case .icd10Normalize: return DiseaseCode(text).map { .string($0.text) } ?? .null
        case .icd10Covers:
            guard let parent = DiseaseCode.Range(text), let code = DiseaseCode(try string(1)) else {
                return .null
            }
            return .boolean(parent.covers(code))
        default: preconditionFailure("the function takes a string")
        }
    }

    /// A number of scalars.
    private func count(_ index: Int) throws(ExecutionError) -> Int {
        let value = try integer(index)
        guard value >= 0 else { throw .outOfRange(expressions[index].span, "a negative length") }
        return Int(clamping: value)
    }
}

/// A code of the ICD-10: a letter, a digit, a digit or letter, and up to four more.
struct DiseaseCode {
    /// Upper case, without the dot.
    let letters: [UInt8]

    init?(_ text: String) {
        var letters: [UInt8] = []
        for byte in Text.trimmed(text, atStart: true, atEnd: true).uppercased().utf8 {
            if byte == UInt8(ascii: "."), letters.count == 3 { continue }
            letters.append(byte)
        }
        guard (3...7).contains(letters.count), Self.isLetter(letters[0]), Self.isDigit(letters[1]),
            letters[2...].allSatisfy({ Self.isDigit($0) || Self.isLetter($0) })
        else { return nil }
        self.letters = letters
    }

    /// With a dot behind the category: `G43.0`.
    var text: String {
        let head = String(decoding: letters[..<3], as: UTF8.self)
        return letters.count == 3
            ? head : head + "." + String(decoding: letters[3...], as: UTF8.self)
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    /// A code with all under it, or a block such as `G40-G47`.
    struct Range {
        let first: DiseaseCode
        let last: DiseaseCode

        init?(_ text: String) {
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2, let first = DiseaseCode(String(ends[0])),
                let last = DiseaseCode(String(ends[ends.count - 1]))
            else { return nil }
            self.first = first
            self.last = last
        }

        func covers(_ code: DiseaseCode) -> Bool {
            let from = code.letters.prefix(first.letters.count)
            let to = code.letters.prefix(last.letters.count)
            guard from.count == first.letters.count, to.count == last.letters.count else {
                return false
            }
            return !from.lexicographicallyPrecedes(first.letters)
                && !last.letters.lexicographicallyPrecedes(to)
        }
    }
}
