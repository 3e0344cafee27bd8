internal import ConfigurationFiles
package import Diagnostics

extension QuestionPack {
    /// Reads a pack.
    ///
    /// - Parameter file: the name that messages give.
    /// - Throws: for anything that the language of packs does not know, with line and column.
    package init(yaml: String, file: String) throws(InputError) {
        let fields = try YAMLFields(
            parsing: yaml, "the pack", known: ["pack", "name", "proper-names", "kinds"], file: file)
        try fields.check(version: "1", at: "pack", of: "a pack")
        guard let elements = try fields.required("kinds").elements, !elements.isEmpty else {
            throw fields.error("`kinds` must be a list of kinds", at: "kinds")
        }
        let properNames = Set(try fields.texts("proper-names"))
        var kinds: [QuestionKind] = []
        for element in elements {
            var kind = try KindReader(element).read()
            kind.properNames = properNames
            if let other = kinds.first(where: { $0.name == kind.name }) {
                throw InputError(
                    "two kinds are named `\(kind.name)`", at: kind.place,
                    hint: "the first is at \(other.place)")
            }
            kinds.append(kind)
        }
        self.init(name: try fields.requiredText("name"), file: file, kinds: kinds)
    }
}
