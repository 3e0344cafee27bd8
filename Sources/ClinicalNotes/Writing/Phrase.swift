internal import Diagnostics

/// A phrase with places for what a record says.
///
/// | written | is |
/// |---|---|
/// | `{name}` | a slot, or one of the alternatives of a rule |
/// | `{name:form}`, `{name:form:join}` | a slot in a case, a list joined otherwise |
/// | `{name?one\|other}` | the wording that agrees with a slot |
/// | `{name:2-6}` | a number that is drawn, known by its name from there on |
/// | `[text]` | left out where a slot or rule in it has nothing |
struct Phrase: Sendable {
    indirect enum Part: Sendable {
        case text(String)
        case slot(name: String, forms: [String])
        case agreement(name: String, wordings: [String])
        case number(name: String, range: ClosedRange<Int>)
        case optional([Part])
    }

    let parts: [Part]

    /// - Throws: for a brace or bracket that is not closed.
    init(_ text: String, at place: FilePlace) throws(InputError) {
        var reader = PhraseReader(rest: Array(text)[...], text: text, filePlace: place)
        parts = try reader.parts(until: nil)
    }

    /// The names of all slots and rules in it.
    var names: Set<String> { Self.names(parts) }

    private static func names(_ parts: [Part]) -> Set<String> {
        parts.reduce(into: []) { names, part in
            switch part {
            case .text, .number: break
            case .slot(let name, _), .agreement(let name, _): names.insert(name)
            case .optional(let parts): names.formUnion(Self.names(parts))
            }
        }
    }
}

private struct PhraseReader {
    var rest: ArraySlice<Character>
    let text: String
    let filePlace: FilePlace

    mutating func parts(until end: Character?) throws(InputError) -> [Phrase.Part] {
        var parts: [Phrase.Part] = []
        var plain = ""
        while let next = rest.popFirst() {
            if next == end {
                if !plain.isEmpty { parts.append(.text(plain)) }
                return parts
            }
            guard next == "{" || next == "[" else {
                plain.append(next)
                continue
            }
            if !plain.isEmpty { parts.append(.text(plain)) }
            plain = ""
            parts.append(next == "{" ? try place() : .optional(try self.parts(until: "]")))
        }
        guard end == nil else { throw error("a bracket is open") }
        if !plain.isEmpty { parts.append(.text(plain)) }
        return parts
    }

    private mutating func place() throws(InputError) -> Phrase.Part {
        guard let end = rest.firstIndex(of: "}") else {
            throw error("a brace is open")
        }
        let content = String(rest[..<end])
        rest = rest[(end + 1)...]
        if let mark = content.firstIndex(of: "?") {
            let wordings = content[content.index(after: mark)...]
                .split(separator: "|", omittingEmptySubsequences: false).map(String.init)
            return .agreement(name: String(content[..<mark]), wordings: wordings)
        }
        let fields = content.split(separator: ":").map(String.init)
        guard let name = fields.first else { throw error("a place is empty") }
        let bounds = fields.last?.split(separator: "-").compactMap { Int($0) } ?? []
        if fields.count == 2, bounds.count == 2 {
            guard bounds[0] <= bounds[1] else {
                throw error("a range ends before it begins")
            }
            return .number(name: name, range: bounds[0]...bounds[1])
        }
        return .slot(name: name, forms: Array(fields.dropFirst()))
    }
    private func error(_ message: String) -> InputError {
        InputError("\(message) in `\(text)`", at: filePlace)
    }
}
