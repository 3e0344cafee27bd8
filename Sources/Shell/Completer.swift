internal import MedGraph
internal import ResultPrinting

/// Finds what can stand in place of the word before the cursor.
struct Completer {
    /// The names that the graph has.
    struct Names: Equatable {
        var labels: [String] = []
        var types: [String] = []
        var keys: [String] = []

        init() {}

        init(_ information: Information) {
            labels = information.labels.map(\.name)
            types = information.types.map(\.name)
            let properties =
                information.labels.flatMap(\.properties) + information.types.flatMap(\.properties)
            keys = Set(properties.map(\.key)).sorted()
        }
    }

    /// What separates words.
    static let wordBreaks = " \t\n()[]{}<>=,;:.|+-*/%^&!'\"`$"

    var names = Names()
    var parameters: [String] = []

    /// What the place before a word asks for.
    private enum Place {
        case command
        case argument(of: String)
        case label, type, key, parameter
        /// A key of a map, or, in `EXISTS { … }`, a word.
        case expression
        case nothing
    }

    /// The words that can stand there, in the order of the alphabet.
    ///
    /// - Parameter before: what stands before the word: on its line, and on those above that belong
    ///   to the same query.
    func candidates(for word: String, before: String) -> [String] {
        switch place(before) {
        case .command: match(word, ShellCommand.all.map(\.name))
        case .argument(let command): match(word, arguments(of: command))
        case .label: match(word, plain(names.labels))
        case .type: match(word, plain(names.types))
        case .key: match(word, plain(names.keys))
        case .parameter: match(word, parameters)
        // Without a beginning nearly everything could stand there.
        case .expression where word.isEmpty: []
        case .expression: match(word, QueryLanguage.keywords + QueryLanguage.functions)
        case .nothing: []
        }
    }

    private func arguments(of command: String) -> [String] {
        switch command {
        case "format": ResultFormat.allCases.map(\.rawValue)
        case "help": ShellCommand.all.map(\.name)
        case "begin": ["read"]
        case "rows": ["all"]
        case "seed": ["none"]
        case "param": parameters
        default: []
        }
    }

    /// Those that begin with the word; in another case only when none does in its own.
    private func match(_ word: String, _ candidates: [String]) -> [String] {
        let all = Set(candidates).sorted()
        let exact = all.filter { $0.hasPrefix(word) }
        if !exact.isEmpty { return exact }
        let lowered = word.lowercased()
        return all.filter { $0.lowercased().hasPrefix(lowered) }
    }

    /// Names that need no backticks.
    private func plain(_ names: [String]) -> [String] {
        names.filter { name in
            name.unicodeScalars.first.map { $0.properties.isXIDStart || $0 == "_" } ?? false
                && name.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
        }
    }

    // MARK: The place

    private func place(_ before: String) -> Place {
        let blanks: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let line = before.drop(while: blanks)
        if line.first == ":", !before.contains("\n") {
            let words = line.dropFirst().split(separator: " ", omittingEmptySubsequences: false)
            if words.count <= 1 { return .command }
            if words[0] != "explain", words[0] != "profile" {
                return words.count == 2 ? .argument(of: String(words[0])) : .nothing
            }
        }
        let (brackets, isInText) = scan(before)
        if isInText { return .nothing }
        var rest = before[...]
        while let last = rest.last, blanks(last) || last == "\n" { rest.removeLast() }
        let inner = brackets.last
        switch rest.last {
        case "$": return rest.endIndex == before.endIndex ? .parameter : .expression
        case ".": return rest.dropLast().last == "." ? .expression : .key
        case ":", "|", "&", "!": return namePlace(inner, rest.last == ":")
        case "{", ",": return inner?.isMap == true ? .key : .expression
        default: return .expression
        }
    }

    private func namePlace(_ inner: Bracket?, _ isColon: Bool) -> Place {
        switch inner?.character {
        case "[": inner?.hasColon == true ? .type : .expression
        case "{": .expression
        default: isColon || inner?.hasColon == true ? .label : .expression
        }
    }

    /// A bracket that is open before the word.
    private struct Bracket {
        let character: Character
        let isMap: Bool
        var hasColon = false
    }

    /// The brackets that are open at the end of a text, from the outside in.
    private func scan(_ text: String) -> (brackets: [Bracket], isInText: Bool) {
        var brackets: [Bracket] = []
        var quote: Character?
        var isEscaped = false
        // The last word, whatever blanks stand behind it.
        var word = ""
        var isBehindBlank = false
        for character in text {
            if let open = quote {
                if isEscaped {
                    isEscaped = false
                } else if character == "\\", open != "`" {
                    isEscaped = true
                } else if character == open {
                    quote = nil
                }
                continue
            }
            switch character {
            case "'", "\"", "`": quote = character
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
        return (brackets, quote != nil)
    }
}
