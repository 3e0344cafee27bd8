internal import Diagnostics
internal import Mustache

/// A text with tags, in Mustache, whose tags were checked.
package struct Wording: Sendable {
    package let text: String
    let place: FilePlace
    let tags: WordingTags
    private let template: MustacheTemplate

    /// - Throws: if the text is no template, or uses a tag that wordings do not have.
    init(_ text: String, at place: FilePlace) throws(InputError) {
        self.text = text
        self.place = place
        tags = try WordingTags(text, at: place)
        do {
            // Questions are plain text: nothing in them is escaped.
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}" + text)
        } catch let error as MustacheTemplate.ParserError {
            throw InputError("the wording is no template: \(error.error)", at: place)
        } catch { throw InputError("the wording is no template: \(error)", at: place) }
    }

    /// The text with `variables` in place of its tags.
    ///
    /// - Returns: nil when a value is missing that the text needs.
    func render(_ variables: [String: WordingValue]) -> String? {
        for path in tags.needed {
            guard variables[path[0]]?.has(path[1...]) == true else { return nil }
        }
        return template.render(variables.mapValues(\.written))
    }
}
