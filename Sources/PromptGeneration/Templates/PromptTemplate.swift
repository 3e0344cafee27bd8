internal import Diagnostics
internal import Mustache

/// The messages of a template in one language, checked and ready to be filled in.
struct PromptTemplate: Sendable {
    /// One message: several wordings of which one is drawn.
    struct Message: Sendable {
        let role: String
        let wordings: [MustacheTemplate]
    }

    let rule: PromptPack.TemplateRule
    let messages: [Message]
    /// The variables of the outermost scope that any wording uses.
    let variables: Set<String>

    /// Reads and checks all wordings.
    ///
    /// - Throws: for a file that is missing and for every mistake of a template, with file and line.
    init(
        _ rule: PromptPack.TemplateRule, _ language: Language, _ files: PackFiles,
        _ schema: [String: TemplateSchema]
    ) throws(InputError) {
        self.rule = rule
        var variables: Set<String> = []
        var messages: [Message] = []
        for (role, files) in try Self.files(of: rule, language, files) where !files.isEmpty {
            var wordings: [MustacheTemplate] = []
            for (path, text) in files {
                variables.formUnion(try TemplateChecker.check(text, file: path, schema))
                wordings.append(try Self.compile(text, path))
            }
            messages.append(Message(role: role, wordings: wordings))
        }
        self.messages = messages
        self.variables = variables
    }

    /// By role, the wordings with the files that they stand in.
    private static func files(
        of rule: PromptPack.TemplateRule, _ language: Language, _ files: PackFiles
    ) throws(InputError) -> [(role: String, files: [(path: String, text: String)])] {
        if let text = rule.text { return [("user", [(rule.place.file, text)])] }
        var roles: [(String, [(String, String)])] = []
        for (role, names) in [("system", rule.system), ("user", rule.user)] {
            var texts: [(String, String)] = []
            for name in names {
                let file = "\(name).\(language.rawValue).mustache"
                texts.append((files.path(file), try files.text(file, at: rule.place)))
            }
            roles.append((role, texts))
        }
        return roles
    }

    private static func compile(_ text: String, _ file: String) throws(InputError)
        -> MustacheTemplate
    {
        // Prompts are plain text: nothing is escaped as in HTML.
        do { return try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text) } catch {
            let line = (error as? MustacheTemplate.ParserError)?.context.lineNumber ?? 2
            throw InputError(
                "this is no Mustache template", at: .init(file: file, line: max(1, line - 1)))
        }
    }

    /// Fills a wording of each message in.
    ///
    /// - Parameter choose: which of so many wordings of the message with that index is taken.
    func render(
        _ values: [String: Any], choose: (_ message: Int, _ count: Int) -> Int
    ) -> [ChatMessage] {
        messages.enumerated().map { index, message in
            let wording = message.wordings.count == 1 ? 0 : choose(index, message.wordings.count)
            let text = message.wordings[wording].render(values)
            return ChatMessage(role: message.role, content: Self.trimmed(text))
        }
    }

    /// Without blank lines at the ends, and with no more than one between.
    private static func trimmed(_ text: String) -> String {
        var lines: [Substring] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty, lines.last?.isEmpty ?? true { continue }
            lines.append(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}

/// One message of a chat.
struct ChatMessage: Sendable {
    let role: String
    let content: String
}
