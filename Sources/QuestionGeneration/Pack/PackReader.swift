internal import Yams

extension QuestionPack {
    /// Reads a pack.
    ///
    /// - Parameter file: the name that messages give.
    /// - Throws: for anything that the language of packs does not know, with line and column.
    package init(yaml: String, file: String) throws(QuestionError) {
        let root = try Self.compose(yaml, file)
        let fields = try PackFields(root, "the pack", known: ["pack", "name", "kinds"], file: file)
        let version = try fields.requiredText("pack")
        guard version == "1" else {
            throw fields.error(
                "this is a pack of version \(version)", at: "pack",
                hint: "this program reads version 1")
        }
        guard let elements = try fields.required("kinds").sequence, !elements.isEmpty else {
            throw fields.error("`kinds` must be a list of kinds", at: "kinds")
        }
        var kinds: [QuestionKind] = []
        for element in elements {
            let kind = try KindReader(element, file: file).read()
            if let other = kinds.first(where: { $0.name == kind.name }) {
                throw QuestionError(
                    "two kinds are named `\(kind.name)`", at: kind.place,
                    hint: "the first is at \(other.place)")
            }
            kinds.append(kind)
        }
        self.init(name: try fields.requiredText("name"), file: file, kinds: kinds)
    }

    private static func compose(_ yaml: String, _ file: String) throws(QuestionError) -> Node {
        do {
            if let node = try Yams.compose(yaml: yaml) { return node }
        } catch let error as YamlError {
            throw QuestionError(yaml: error, file: file)
        } catch {
            throw QuestionError("the pack is no YAML: \(error)", at: PackPlace(file: file, line: 1))
        }
        throw QuestionError("the pack is empty", at: PackPlace(file: file, line: 1))
    }
}

extension QuestionError {
    /// What the YAML parser says, with its place.
    fileprivate init(yaml error: YamlError, file: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                "the pack is no YAML: \(problem)",
                at: PackPlace(file: file, line: mark.line, column: mark.column))
        case .duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.map { "`\($0)`" }.joined(separator: ", ")
            self.init(
                "the key \(names) stands twice",
                at: PackPlace(file: file, line: context.mark.line, column: context.mark.column))
        default:
            self.init("the pack is no YAML: \(error)", at: PackPlace(file: file, line: 1))
        }
    }
}
