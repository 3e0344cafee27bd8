/// How many cells of a terminal a text takes, so that a caret stands under what it means.
enum DisplayWidth {
    /// Distance between tab stops in a rendered line.
    static let tabWidth = 4

    /// `text` with each tab replaced by the spaces it stands for, and control characters by `·`.
    static func expanded(_ text: String) -> String {
        var result = ""
        var cells = 0
        for character in text {
            if character == "\t" {
                let count = tabWidth - cells % tabWidth
                result += String(repeating: " ", count: count)
                cells += count
            } else {
                let shown = isControl(character) ? "·" : character
                result.append(shown)
                cells += cellCount(of: shown)
            }
        }
        return result
    }

    /// The cells of `text` when it begins a line.
    static func cellCount(ofLine text: String) -> Int {
        expanded(text).reduce(0) { $0 + cellCount(of: $1) }
    }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.generalCategory == .control
    }

    private static func cellCount(of character: Character) -> Int {
        var widest = 0
        var isEmojiStyle = false
        for scalar in character.unicodeScalars {
            widest = max(widest, cellCount(of: scalar))
            if scalar.value == 0xFE0F { isEmojiStyle = true }
        }
        return isEmojiStyle ? 2 : widest
    }

    private static func cellCount(of scalar: Unicode.Scalar) -> Int {
        if scalar.isASCII { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        if scalar.properties.isEmojiPresentation { return 2 }
        return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// The blocks of East Asian wide and full-width characters.
    ///
    /// **Source** Unicode Standard Annex 11, `EastAsianWidth.txt`, joined to whole blocks.
    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
        0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
        0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
        0x20000...0x3FFFD,
    ]
}
