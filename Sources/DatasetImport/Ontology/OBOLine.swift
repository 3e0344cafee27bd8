/// A line of an OBO file, `tag: value`, and the parts that values are made of.
///
/// **Source**: the OBO Flat File Format 1.4, sections 3 (lexical structure) and 5 (tags).
struct OBOLine {
    let tag: Substring
    /// Without the blanks around it.
    let value: Substring

    /// - Returns: nil if the line has no tag.
    init?(_ text: Substring) {
        guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else { return nil }
        tag = text[..<colon]
        value = text[text.index(after: colon)...].trimmingBlanks
    }

    /// The identifier at the beginning of the value, and what follows it.
    var identifier: (text: String, rest: Substring) {
        var end = value.startIndex
        while end < value.endIndex, value[end] != " ", value[end] != "\t" {
            end = Self.index(after: end, in: value)
        }
        return (Self.unescaped(value[..<end]), value[end...].trimmingBlanks)
    }

    /// The quoted text at the beginning of the value, and what follows it; nil if there is none.
    var quoted: (text: String, rest: Substring)? {
        guard value.first == "\"" else { return nil }
        let start = value.index(after: value.startIndex)
        var end = start
        while end < value.endIndex, value[end] != "\"" { end = Self.index(after: end, in: value) }
        guard end < value.endIndex else { return nil }
        return (
            Self.unescaped(value[start..<end]),
            value[value.index(after: end)...].trimmingBlanks
        )
    }

    /// The value as free text, without qualifiers in braces at its end.
    var freeText: String {
        guard value.last == "}", let brace = value.lastIndex(of: "{"), brace > value.startIndex,
            value[value.index(before: brace)] == " ", value[brace...].contains("=\"")
        else { return Self.unescaped(value) }
        return Self.unescaped(value[..<brace].trimmingBlanks)
    }

    /// The character behind the one at `index`, over an escape as a whole.
    private static func index(after index: Substring.Index, in text: Substring) -> Substring.Index {
        let next = text.index(after: index)
        return text[index] == "\\" && next < text.endIndex ? text.index(after: next) : next
    }

    /// Replaces `\n`, `\W`, `\t` and backslashes before other characters.
    static func unescaped(_ text: Substring) -> String {
        guard text.contains("\\") else { return String(text) }
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                switch character {
                case "n": result.append("\n")
                case "W": result.append(" ")
                case "t": result.append("\t")
                default: result.append(character)
                }
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character)
            }
        }
        return isEscaped ? result + "\\" : result
    }
}

extension Substring {
    /// Without blanks and tabs at either end.
    var trimmingBlanks: Substring {
        var rest = self
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return rest
    }
}
