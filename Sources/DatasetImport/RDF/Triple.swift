/// One statement of N-Triples.
struct Triple {
    var subject: Resource
    var predicate: String
    var object: Object

    /// What can have statements: a thing with an IRI, or one that only the file has a name for.
    enum Resource: Hashable {
        case iri(String)
        /// With `_:` before it.
        case blank(String)

        var text: String {
            switch self {
            case .iri(let text), .blank(let text): text
            }
        }
    }

    enum Object {
        case resource(Resource)
        case literal(Literal)
    }

    /// A text with the language it is in, or with the IRI of its type.
    struct Literal {
        var text: String
        var language: String?
        var datatype: String?
    }
}

/// Reads the terms of one line of N-Triples.
///
/// **Source**: W3C, RDF 1.1 N-Triples, section 7 (grammar).
struct TripleParser {
    private let bytes: [UInt8]
    private(set) var index = 0

    struct Problem: Error {
        let message: String
        /// Counted from the line's beginning.
        let byte: Int
        var hint: String?
    }

    /// - Returns: nil for a line without statement.
    static func parse(_ line: [UInt8]) throws(Problem) -> Triple? {
        var parser = TripleParser(bytes: line)
        parser.skipBlanks()
        guard !parser.isAtEnd, parser.byte != UInt8(ascii: "#") else { return nil }
        let subject = try parser.resource("a statement begins with an `<IRI>` or a `_:name`")
        guard case .iri(let predicate) = try parser.resource("the predicate is an `<IRI>`") else {
            throw parser.problem("the predicate is an `<IRI>`")
        }
        let object = try parser.object()
        guard parser.byte == UInt8(ascii: ".") else {
            let isGraph = parser.byte == UInt8(ascii: "<") || parser.byte == UInt8(ascii: "_")
            throw parser.problem(
                "the statement has no dot at its end",
                hint: isGraph ? "N-Quads, which name a graph, are not read" : nil)
        }
        parser.index += 1
        parser.skipBlanks()
        guard parser.isAtEnd || parser.byte == UInt8(ascii: "#") else {
            throw parser.problem("there is more behind the statement's dot")
        }
        return Triple(subject: subject, predicate: predicate, object: object)
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var isAtEnd: Bool { index >= bytes.count }
    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func problem(_ message: String, hint: String? = nil) -> Problem {
        Problem(message: message, byte: index, hint: hint)
    }

    private mutating func skipBlanks() {
        while let byte, byte == 0x20 || byte == 0x09 { index += 1 }
    }

    private mutating func resource(_ expected: String) throws(Problem) -> Triple.Resource {
        defer { skipBlanks() }
        switch byte {
        case UInt8(ascii: "<"): return .iri(try iri())
        case UInt8(ascii: "_"): return .blank(try blank())
        default: throw problem(expected)
        }
    }

    private mutating func object() throws(Problem) -> Triple.Object {
        guard byte == UInt8(ascii: "\"") else {
            return .resource(try resource("the object is an `<IRI>`, a `_:name` or a `\"text\"`"))
        }
        defer { skipBlanks() }
        var literal = Triple.Literal(text: try quoted(until: UInt8(ascii: "\"")))
        if byte == UInt8(ascii: "@") {
            index += 1
            let start = index
            while let byte, Self.isWord(byte) || byte == UInt8(ascii: "-") { index += 1 }
            literal.language = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
        } else if byte == UInt8(ascii: "^") {
            index += 1
            guard byte == UInt8(ascii: "^") else { throw problem("a type begins with `^^`") }
            index += 1
            guard byte == UInt8(ascii: "<") else { throw problem("a type is an `<IRI>`") }
            literal.datatype = try iri()
        }
        return .literal(literal)
    }

    private mutating func iri() throws(Problem) -> String {
        try quoted(until: UInt8(ascii: ">"))
    }

    private mutating func blank() throws(Problem) -> String {
        let start = index
        index += 1
        guard byte == UInt8(ascii: ":") else { throw problem("a blank node begins with `_:`") }
        index += 1
        while let byte, Self.isWord(byte) || byte >= 0x80 || "-._:".utf8.contains(byte) {
            index += 1
        }
        // A dot at the end ends the statement.
        while bytes[index - 1] == UInt8(ascii: ".") { index -= 1 }
        guard index > start + 2 else { throw problem("the blank node has no name") }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    /// The text from the opening character to the closing one, without escapes.
    private mutating func quoted(until end: UInt8) throws(Problem) -> String {
        index += 1
        let start = index
        var text: [UInt8]?
        while let byte {
            if byte == end {
                defer { index += 1 }
                return String(decoding: text ?? Array(bytes[start..<index]), as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") {
                if text == nil { text = Array(bytes[start..<index]) }
                text?.append(contentsOf: try escape().utf8)
            } else {
                text?.append(byte)
                index += 1
            }
        }
        throw problem("`\(Character(Unicode.Scalar(end)))` is missing")
    }

    private mutating func escape() throws(Problem) -> String {
        let start = index
        index += 1
        guard let byte else { throw problem("a backslash stands at the end of the line") }
        index += 1
        switch byte {
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"):
            return String(UnicodeScalar(byte))
        case UInt8(ascii: "u"): return try character(digitCount: 4)
        case UInt8(ascii: "U"): return try character(digitCount: 8)
        default: throw Problem(message: "no escape is written so", byte: start)
        }
    }

    private mutating func character(digitCount: Int) throws(Problem) -> String {
        guard index + digitCount <= bytes.count,
            let code = UInt32(
                String(decoding: bytes[index..<(index + digitCount)], as: UTF8.self), radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw problem("the escape is no character") }
        index += digitCount
        return String(scalar)
    }
}
