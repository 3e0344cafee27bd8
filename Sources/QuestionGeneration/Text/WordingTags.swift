internal import Diagnostics

/// The tags of wordings: `{{path}}`, `{{transform(path)}}`, `{{#path}}…{{/path}}`,
/// `{{^path}}…{{/path}}` and `{{! remark }}`.
///
/// A template engine writes nothing for a name that it does not know; wordings are checked
/// before, so that no question is asked with a hole in it.
struct WordingTags: Sendable {
    /// What can be done with a value before it is written.
    static let transforms = [
        "and", "or", "list", "quoted", "inside", "sentence", "lettered", "count",
    ]

    /// The paths that the tags name, such as `disease.name`.
    private(set) var all: [[String]] = []
    /// Those that are written whatever the sections say.
    private(set) var needed: [[String]] = []

    init(_ text: String, at place: FilePlace) throws(InputError) {
        var rest = text[...]
        var depth = 0
        while let open = rest.firstRange(of: "{{") {
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else {
                throw InputError("a tag of the wording is not closed", at: place)
            }
            let tag = rest[..<close.lowerBound]
            rest = rest[close.upperBound...]
            switch tag.first {
            case "!": continue
            case "#", "^": depth += 1
            case "/": depth -= 1
            default: if depth == 0 { needed.append(try Self.path(of: tag, at: place)) }
            }
            all.append(try Self.path(of: tag, at: place))
        }
    }

    private static func path(
        of tag: Substring, at place: FilePlace
    ) throws(InputError) -> [String] {
        var name = tag
        if let sign = name.first, "#^/".contains(sign) {
            name.removeFirst()
        } else if let sign = name.first, ">&{<=$%".contains(sign) {
            throw InputError(
                "wordings have no tag `{{\(tag)}}`", at: place,
                hint: "they have {{name}}, {{transform(name)}}, {{#name}}, {{^name}} and {{/name}}")
        }
        name = name.trimmed
        while let open = name.firstIndex(of: "("), name.last == ")" {
            let transform = String(name[..<open])
            guard transforms.contains(transform) else {
                throw InputError(
                    "wordings have no transform `\(transform)`", at: place,
                    hint: NearMiss.hint(for: transform, among: transforms)
                        ?? "the transforms are \(transforms.joined(separator: ", "))")
            }
            name = name[name.index(after: open)...].dropLast().trimmed
        }
        let path = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard
            path.allSatisfy({
                !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
            })
        else { throw InputError("the tag `{{\(tag)}}` names no value", at: place) }
        return path
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop { $0 == " " }
        return start.lastIndex { $0 != " " }.map { start[...$0] } ?? start.prefix(0)
    }
}
