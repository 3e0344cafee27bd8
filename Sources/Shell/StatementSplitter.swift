/// Takes a script apart at the semicolons that stand behind its statements.
package enum StatementSplitter {
    /// The statements without their semicolons; none that is only blanks and comments.
    package static func statements(_ script: String) -> [String] {
        let bytes = Array(script.utf8)
        var statements: [String] = []
        var start = 0
        var hasContent = false
        var index = 0
        func finish(_ end: Int) {
            if hasContent { statements.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
            start = end + 1
            hasContent = false
        }
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: ";"): finish(index)
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                hasContent = true
                index = endOfQuoted(bytes, index)
            case UInt8(ascii: "/") where next(bytes, index) == UInt8(ascii: "/"):
                while index + 1 < bytes.count, bytes[index + 1] != 0x0A { index += 1 }
            case UInt8(ascii: "/") where next(bytes, index) == UInt8(ascii: "*"):
                index += 2
                while index < bytes.count,
                    bytes[index] != UInt8(ascii: "*") || next(bytes, index) != UInt8(ascii: "/")
                {
                    index += 1
                }
                index += 1
            case 0x20, 0x09, 0x0A, 0x0D: break
            default: hasContent = true
            }
            index += 1
        }
        finish(bytes.count)
        return statements
    }

    private static func next(_ bytes: [UInt8], _ index: Int) -> UInt8? {
        index + 1 < bytes.count ? bytes[index + 1] : nil
    }

    /// The closing quote. A backslash takes the next byte with it, but not in names.
    private static func endOfQuoted(_ bytes: [UInt8], _ start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start] {
            if bytes[index] == UInt8(ascii: "\\"), bytes[start] != UInt8(ascii: "`") { index += 1 }
            index += 1
        }
        return index
    }
}
