/// A piece of a source as an excerpt shows it, so that a caret stands under what it means.
enum ExcerptText {
    /// Distance between tab stops in a rendered line.
    static let tabWidth = 4

    /// `text` with each tab replaced by the spaces it stands for, and control characters by `·`.
    static func expanded(_ text: String) -> String {
        var result = ""
        var width = 0
        for character in text {
            if character == "\t" {
                let count = tabWidth - width % tabWidth
                result += String(repeating: " ", count: count)
                width += count
            } else {
                let shown = isControl(character) ? "·" : character
                result.append(shown)
                width += DisplayWidth.of(shown)
            }
        }
        return result
    }

    /// The columns of `text` when it begins a line.
    static func width(ofLine text: String) -> Int { DisplayWidth.of(expanded(text)) }

    private static func isControl(_ character: Character) -> Bool {
        character.unicodeScalars.first?.properties.generalCategory == .control
    }
}
