/// What the beginning of a query tells about the word that follows it.
struct QueryScan {
    /// What can stand there.
    enum Place {
        case label, type, key, parameter
        /// Anything that an expression or a clause can begin with.
        case expression
    }

    private(set) var place = Place.expression
    /// The quote that is open at the end, with what stands behind it; a slash for a comment.
    private(set) var open: (quote: Character, part: String)?
    /// The text up to the quote that is open.
    private(set) var text: String

    init(_ text: String) {
        self.text = text
        let brackets = scan()
        place = place(brackets)
    }

    /// A bracket that is open at the end.
    private struct Bracket {
        let character: Character
        let isMap: Bool
        var hasColon = false
    }

    // MARK: The place

    private func place(_ brackets: [Bracket]) -> Place {
        var rest = text[...]
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        let inner = brackets.last
        switch rest.last {
        case "$": return rest.endIndex == text.endIndex ? .parameter : .expression
        case ".": return rest.dropLast().last == "." ? .expression : .key
        case ":", "|", "&", "!": return namePlace(inner, isColon: rest.last == ":")
        case "{", ",": return inner?.isMap == true ? .key : .expression
        default: return .expression
        }
    }

    private func namePlace(_ inner: Bracket?, isColon: Bool) -> Place {
        switch inner?.character {
        case "[": inner?.hasColon == true ? .type : .expression
        case "{": .expression
        default: isColon || inner?.hasColon == true ? .label : .expression
        }
    }

    // MARK: Brackets and quotes

    /// Finds the brackets that are open at the end, from the outside in, and the quote.
    private mutating func scan() -> [Bracket] {
        var brackets: [Bracket] = []
        // The last word, whatever blanks stand behind it.
        var word = ""
        var isBehindBlank = false
        var rest = text[...]
        while let character = rest.first {
            let start = rest.startIndex
            rest.removeFirst()
            switch character {
            case "'", "\"", "`":
                guard let end = Self.end(of: character, in: rest) else {
                    open = (character, String(rest))
                    text = String(text[..<start])
                    return brackets
                }
                rest = rest[end...]
            case "/" where rest.first == "/" || rest.first == "*":
                guard let end = Self.endOfComment(rest) else {
                    open = (character, "")
                    return brackets
                }
                rest = rest[end...]
            case "(", "[", "{":
                let isBlock = ["EXISTS", "COUNT"].contains(word.uppercased())
                brackets.append(Bracket(character: character, isMap: character == "{" && !isBlock))
            case ")", "]", "}": _ = brackets.popLast()
            case ":" where !brackets.isEmpty: brackets[brackets.count - 1].hasColon = true
            default: break
            }
            if character.isLetter || character.isNumber || character == "_" {
                if isBehindBlank { word = "" }
                word.append(character)
            } else if !character.isWhitespace {
                word = ""
            }
            isBehindBlank = character.isWhitespace
        }
        return brackets
    }

    /// Where the text behind the closing quote begins; nil when there is none.
    private static func end(of quote: Character, in text: Substring) -> String.Index? {
        var rest = text
        while let character = rest.popFirst() {
            // A quote in a text stands behind a backslash, a backtick in a name twice.
            if character == "\\", quote != "`" {
                _ = rest.popFirst()
            } else if character == quote {
                guard quote == "`", rest.first == "`" else { return rest.startIndex }
                _ = rest.popFirst()
            }
        }
        return nil
    }

    /// Where the text behind a comment begins, whose first slash was taken; nil when it goes on.
    private static func endOfComment(_ text: Substring) -> String.Index? {
        text.first == "/"
            ? text.firstIndex(where: \.isNewline)
            : text.dropFirst().firstRange(of: "*/")?.upperBound
    }
}
