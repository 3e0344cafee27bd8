internal import MedGraph

/// Values as texts of the formats.
enum DumpText {
    /// The shortest decimal that is read back as the same float. JSON's own numbers have no words
    /// for infinity and NaN.
    static func float(_ value: Double, infinity: String = "Infinity") -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return (value < 0 ? "-" : "") + infinity }
        return value.description.replacing("e+", with: "e")
    }

    /// A text as JSON writes it.
    static func json(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            // The last two are line ends for some readers, and DEL and what follows unseen.
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}", "\u{2028}", "\u{2029}", "\u{FFFE}",
                "\u{FFFF}":
                result += escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A value as JSON; floats that JSON has no number for as `{"$float": "NaN"}`.
    static func json(_ value: PropertyValue) -> String {
        switch value {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .float(let value): json(value)
        case .string(let text): json(text)
        case .list(let list): json(list)
        }
    }

    static func json(_ values: PropertyList) -> String { list(values, float: json, text: json) }

    /// `[1, 2, 3]`: elements as JSON and Cypher write them, but for floats and texts, in which the
    /// two differ.
    static func list(
        _ list: PropertyList, float: (Double) -> String, text: (String) -> String
    ) -> String {
        let elements: [String] =
            switch list {
            case .empty: []
            case .booleans(let elements): elements.map { $0 ? "true" : "false" }
            case .integers(let elements): elements.map(String.init)
            case .floats(let elements): elements.map(float)
            case .strings(let elements): elements.map(text)
            }
        return "[" + elements.joined(separator: ", ") + "]"
    }

    /// `\u00a0`: a character of the basic plane by its number.
    static func escape(_ scalar: Unicode.Scalar) -> String {
        let code = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - code.count) + code
    }

    private static func json(_ value: Double) -> String {
        value.isFinite ? float(value) : "{\"$float\": \"\(float(value))\"}"
    }

    /// A text between quotes, with each of them doubled.
    static func quoted(_ text: String) -> String {
        var bytes: [UInt8] = [0x22]
        for byte in text.utf8 {
            bytes.append(byte)
            if byte == 0x22 { bytes.append(byte) }
        }
        bytes.append(0x22)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A text as XML writes it, within an element or an attribute.
    static func xml(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t": result += "&#9;"
            case "\n": result += "&#10;"
            case "\r": result += "&#13;"
            default: result.unicodeScalars.append(scalar.isKnownToXML ? scalar : "\u{FFFD}")
            }
        }
        return result
    }
}
