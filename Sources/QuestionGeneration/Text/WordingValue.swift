internal import MedGraph
internal import Mustache

/// A value that a wording can write.
///
/// A member of a list is the list of that member of its elements: `symptoms.name` are the names.
struct WordingValue: Sendable {
    indirect enum Content: Sendable {
        case text(String)
        case number(Int)
        case flag(Bool)
        /// A node: its properties, and `key` and `label`.
        case entity(GraphEntity)
        case list([WordingValue])
    }

    let content: Content
    let style: WordingStyle

    init(_ content: Content, _ style: WordingStyle) {
        self.content = content
        self.style = style
    }

    /// A value of a query; nil for null and for what no text says.
    init?(_ value: QueryValue, _ style: WordingStyle) {
        switch value {
        case .string(let text): self.init(.text(text), style)
        case .integer(let number): self.init(.number(Int(number)), style)
        case .float(let number): self.init(.text(number.description), style)
        case .boolean(let flag): self.init(.flag(flag), style)
        case .list(let elements):
            self.init(.list(elements.compactMap { WordingValue($0, style) }), style)
        case .null, .map, .node, .relationship, .path: return nil
        }
    }

    /// What the engine of templates is handed: lists as this type, the rest as plain values.
    var written: Any {
        switch content {
        case .flag(let flag): flag
        case .number(let number): number
        case .text, .entity, .list: self
        }
    }

    private func member(_ name: String) -> WordingValue? {
        switch content {
        case .entity(let entity): entity.property(name).flatMap { WordingValue($0, style) }
        case .list(let elements):
            // None has it: the name may be one of what stands around a section.
            Self.list(elements.compactMap { $0.member(name) }, style)
        case .text, .number, .flag: nil
        }
    }

    private static func list(
        _ elements: [WordingValue], _ style: WordingStyle
    ) -> WordingValue? {
        elements.isEmpty ? nil : WordingValue(.list(elements), style)
    }

    /// Whether a template would find something to write at the end of a path.
    func has(_ path: ArraySlice<String>) -> Bool {
        guard let name = path.first else { return !isNull }
        if case .list(let elements) = content {
            return !elements.isEmpty && elements.allSatisfy { $0.has(path) }
        }
        return member(name)?.has(path.dropFirst()) ?? false
    }
}

extension WordingValue: MustacheParent {
    func child(named name: String) -> Any? { member(name)?.written }
}

extension WordingValue: MustacheCustomRenderable {
    /// A section of an empty list is not written.
    var isNull: Bool {
        if case .list(let elements) = content { elements.isEmpty } else { false }
    }

    var renderText: String {
        switch content {
        case .text(let text): text
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .entity(let entity): entity.name
        case .list: texts.joined(separator: ", ")
        }
    }

    private var texts: [String] {
        guard case .list(let elements) = content else { return [renderText] }
        return elements.map(\.renderText)
    }
}

extension WordingValue: MustacheTransformable {
    func transform(_ name: String) -> Any? {
        switch name {
        case "and": text(style.language == .russian ? "и" : "and")
        case "or": text(style.language == .russian ? "или" : "or")
        case "list": WordingValue(.text(texts.joined(separator: ", ")), style)
        case "count": texts.count
        case "quoted": mapped { style.language == .russian ? "«\($0)»" : "“\($0)”" }
        case "inside": mapped(style.inside)
        case "sentence": WordingValue(.text(renderText.capitalizedAtFirst), style)
        case "lettered": lettered
        default: nil
        }
    }

    /// `a, b and c`
    private func text(_ conjunction: String) -> WordingValue {
        let texts = texts
        guard let last = texts.last, texts.count > 1 else {
            return WordingValue(.text(renderText), style)
        }
        let head = texts.dropLast().joined(separator: ", ")
        return WordingValue(.text("\(head) \(conjunction) \(last)"), style)
    }

    /// `A) a; B) b`
    private var lettered: WordingValue {
        let lines = zip(Letters.all, texts).map { letter, text in "\(letter)) \(text)" }
        return WordingValue(.text(lines.joined(separator: "; ")), style)
    }

    private func mapped(_ transform: (String) -> String) -> WordingValue {
        guard case .list(let elements) = content else {
            return WordingValue(.text(transform(renderText)), style)
        }
        return WordingValue(
            .list(elements.map { WordingValue(.text(transform($0.renderText)), style) }),
            style)
    }
}

/// The letters of choices.
enum Letters {
    static let all = (0..<26).map { String(UnicodeScalar(UInt8(ascii: "A") + UInt8($0))) }
}

extension String {
    /// With its first letter as at the start of a sentence; the rest is left as it is.
    var capitalizedAtFirst: String { prefix(1).uppercased() + dropFirst() }
}
