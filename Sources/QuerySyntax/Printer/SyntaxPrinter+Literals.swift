extension SyntaxPrinter {
    mutating func write(_ literal: Literal) {
        switch literal {
        case .null: write("null")
        case .boolean(let value): write(value ? "true" : "false")
        case .integer(let value): write(String(value))
        case .float(let value): write(value.description)
        case .string(let value): writeString(value)
        }
    }

    /// Writes a parameter's name, which may also be a number.
    mutating func writeParameter(_ name: String) {
        let isPlain =
            !name.isEmpty
            && name.utf8.allSatisfy {
                switch CharacterClass.of($0) {
                case .letter, .digit: true
                default: false
                }
            }
        write(isPlain ? name : quoted(name))
    }

    private mutating func writeString(_ value: String) {
        write("'")
        for scalar in value.unicodeScalars {
            switch scalar {
            case "'": write("\\'")
            case "\\": write("\\\\")
            case "\n": write("\\n")
            case "\r": write("\\r")
            case "\t": write("\\t")
            default: text.unicodeScalars.append(scalar)
            }
        }
        write("'")
    }
}
