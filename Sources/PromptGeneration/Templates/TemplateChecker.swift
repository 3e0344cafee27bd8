internal import Diagnostics

/// Finds what is wrong with a template before anything is written with it.
struct TemplateChecker {
    /// What may stand around a name, as `last()` on its own or `lowercased(name)`.
    private static let places: Set<String> = ["first", "last"]
    private static let transforms: Set<String> = ["lowercased", "uppercased"]

    private let file: String
    private var scopes: [[String: TemplateSchema]]
    private var open: [TemplateTag] = []
    /// The first part of every name that stands for a variable of the outermost scope.
    private var used: Set<String> = []

    /// - Returns: the variables of the outermost scope that the template uses.
    /// - Throws: for the first mistake, with its line.
    static func check(
        _ text: String, file: String, _ schema: [String: TemplateSchema]
    ) throws(InputError) -> Set<String> {
        var checker = TemplateChecker(file: file, scopes: [schema])
        for tag in TemplateTag.tags(of: text) { try checker.check(tag) }
        if let tag = checker.open.last {
            throw checker.error("the section `\(tag.name)` is not closed", tag)
        }
        return checker.used
    }

    private init(file: String, scopes: [[String: TemplateSchema]]) {
        self.file = file
        self.scopes = scopes
    }

    private mutating func check(_ tag: TemplateTag) throws(InputError) {
        switch tag.kind {
        case .comment: break
        case .unfinished: throw error("the tag is not closed", tag)
        case .unsupported:
            throw error("partials, blocks, pragmas and other delimiters are not supported", tag)
        case .variable:
            let found = try find(tag)
            if case .text? = found { return }
            throw error("`\(tag.name)` is no text; write it as a section", tag)
        case .section, .invertedSection:
            let found = try find(tag)
            open.append(tag)
            scopes.append(tag.kind == .section ? found?.members ?? [:] : [:])
        case .end:
            guard let opening = open.popLast() else {
                throw error("`\(tag.name)` closes no section", tag)
            }
            guard opening.name == tag.name else {
                throw error(
                    "`\(tag.name)` closes the section `\(opening.name)` of line \(opening.line)",
                    tag)
            }
            scopes.removeLast()
        }
    }

    /// The variable of a tag; nil for a place in a list.
    private mutating func find(_ tag: TemplateTag) throws(InputError) -> TemplateSchema? {
        var name = tag.name
        if let bracket = name.firstIndex(of: "("), name.hasSuffix(")") {
            let transform = String(name[..<bracket])
            name = String(name[name.index(after: bracket)...].dropLast())
            if name.isEmpty, Self.places.contains(transform), tag.kind != .variable { return nil }
            guard Self.transforms.contains(transform), tag.kind == .variable else {
                throw error("`\(tag.name)` is not supported", tag)
            }
        }
        guard let found = TemplateSchema.find(name, in: scopes) else { throw unknown(name, tag) }
        let first = String(name.prefix { $0 != "." })
        if !scopes.dropFirst().contains(where: { $0[first] != nil }) { used.insert(first) }
        return found
    }

    private func unknown(_ name: String, _ tag: TemplateTag) -> InputError {
        let known = scopes.reversed().flatMap { $0.keys.sorted() }
        let names = known.map { "`\($0)`" }.joined(separator: ", ")
        return InputError(
            "there is no variable `\(name)` here", at: .init(file: file, line: tag.line),
            hint: "there are \(names)")
    }

    private func error(_ message: String, _ tag: TemplateTag) -> InputError {
        InputError(message, at: .init(file: file, line: tag.line))
    }
}
