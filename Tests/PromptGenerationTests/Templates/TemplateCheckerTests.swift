import Diagnostics
import Testing

@testable import PromptGeneration

@Suite struct TemplateCheckerTests {
    private static let schema: [String: TemplateSchema] = [
        "title": .text, "isShort": .flag,
        "patient": .object(["age": .text]),
        "symptoms": .object(["name": .text, "each": .list(["name": .text])]),
    ]

    @Test(arguments: [
        ("{{title}}, {{{title}}}, {{& title }}{{! a note }}", ["title"]),
        ("{{#patient}}{{age}} {{title}}{{/patient}}", ["patient", "title"]),
        ("{{patient.age}}", ["patient"]),
        (
            "{{#symptoms}}\n{{#each}}{{name}}{{^last()}}, {{/last()}}{{/each}}{{/symptoms}}",
            ["symptoms"]
        ),
        ("{{^isShort}}{{title}}{{/isShort}}", ["isShort", "title"]),
        ("{{lowercased(title)}}", ["title"]),
        ("no tags", []),
    ])
    func `the variables of a template are found`(text: String, variables: [String]) throws {
        #expect(try TemplateChecker.check(text, file: "a.mustache", Self.schema) == Set(variables))
    }

    @Test(arguments: [
        ("a\n{{titel}}", 2, "there is no variable `titel` here"),
        ("a\n\n{{patient.sex}}", 3, "there is no variable `patient.sex` here"),
        ("{{name}}", 1, "there is no variable `name` here"),
        ("{{#patient}}\n{{age}}\n", 1, "the section `patient` is not closed"),
        ("{{#patient}}\n{{/symptoms}}", 2, "closes the section `patient` of line 1"),
        ("x\n{{/patient}}", 2, "`patient` closes no section"),
        ("{{#nothing}}{{/nothing}}", 1, "there is no variable `nothing` here"),
        ("{{patient}}", 1, "`patient` is no text"),
        ("\n{{> footer}}", 2, "partials"),
        ("{{=<% %>=}}", 1, "other delimiters"),
        ("\n{{title", 2, "the tag is not closed"),
        ("{{reversed(title)}}", 1, "is not supported"),
        ("{{^patient}}{{age}}{{/patient}}", 1, "there is no variable `age` here"),
    ])
    func `mistakes are told with their line`(text: String, line: Int, message: String) {
        #expect {
            try TemplateChecker.check(text, file: "a.mustache", Self.schema)
        } throws: { error in
            let error = error as? InputError
            return error?.place == .init(file: "a.mustache", line: line)
                && error?.message.contains(message) == true
        }
    }
}
