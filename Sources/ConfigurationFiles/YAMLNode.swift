package import Diagnostics
internal import Yams

/// A node of a YAML file, which is a scalar, a list or a mapping, with its place.
///
/// The methods that read it take what messages call it, such as `` `kinds` `` or `a label`.
package struct YAMLNode {
    let file: String
    let content: Node

    init(_ content: Node, file: String) {
        self.content = content
        self.file = file
    }

    /// Where it begins.
    package var place: FilePlace {
        FilePlace(file: file, line: content.mark?.line ?? 1, column: content.mark?.column ?? 1)
    }

    /// Where the text of a scalar begins: that of a block stands below the sign that opens it.
    var textPlace: FilePlace {
        switch content.scalar?.style {
        case .literal, .folded: FilePlace(file: file, line: (content.mark?.line ?? 1) + 1)
        default: place
        }
    }

    /// The text of a scalar; nil for a list or a mapping.
    package var scalar: String? { content.scalar?.string }

    /// The elements of a list; nil for a scalar or a mapping.
    package var elements: [YAMLNode]? {
        content.sequence?.map { YAMLNode($0, file: file) }
    }

    /// The pairs of a mapping, in the order of the file; nil for a scalar or a list.
    package var pairs: [(key: YAMLNode, value: YAMLNode)]? {
        content.mapping?.map { (YAMLNode($0.key, file: file), YAMLNode($0.value, file: file)) }
    }

    package var isMapping: Bool { content.mapping != nil }

    package func error(_ message: String, hint: String? = nil) -> InputError {
        InputError(message, at: place, hint: hint)
    }
}

// MARK: Parsing

extension YAMLNode {
    /// Parses a whole file.
    ///
    /// - Parameters:
    ///   - what: what messages call the content, such as `the pack`.
    ///   - file: the name that messages give.
    /// - Throws: for a text that is no YAML, that is empty, or has a key twice in one mapping.
    init(parsing text: String, _ what: String, file: String) throws(InputError) {
        let start = FilePlace(file: file, line: 1)
        let content: Node?
        do { content = try Yams.compose(yaml: text) } catch let error as YamlError {
            throw InputError(error, what, file)
        } catch {
            throw InputError("\(what) is no YAML: \(error)", at: start)
        }
        guard let content else { throw InputError("\(what) is empty", at: start) }
        self.init(content, file: file)
    }
}

extension InputError {
    /// What the YAML parser says, with its place.
    fileprivate init(_ error: YamlError, _ what: String, _ file: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                "\(what) is no YAML: \(problem)",
                at: FilePlace(file: file, line: mark.line, column: mark.column))
        case .duplicatedKeysInMapping(let duplicates, let context):
            self.init(
                "the key \(duplicates.map { "\($0)" }.quotedList) stands twice",
                at: FilePlace(file: file, line: context.mark.line, column: context.mark.column))
        default:
            self.init("\(what) is no YAML: \(error)", at: FilePlace(file: file, line: 1))
        }
    }
}
