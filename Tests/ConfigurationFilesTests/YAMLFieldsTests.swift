import ConfigurationFiles
import Diagnostics
import Testing

@Suite struct YAMLFieldsTests {
    private func fields(_ yaml: String, known: [String]? = ["a", "name"]) throws -> YAMLFields {
        try YAMLFields(parsing: yaml, "the pack", known: known, file: "p.yaml")
    }

    private func message(_ body: () throws -> Void) throws -> String {
        try #require(throws: InputError.self) { try body() }.description
    }

    @Test func `members are read by what they must be`() throws {
        let yaml = """
            text: one
            number: -2.5
            count: 3
            flag: true
            single: x
            list: [x, "", z]
            words: {b: B, a: A}
            """
        let fields = try fields(yaml, known: nil)
        #expect(fields.names == ["text", "number", "count", "flag", "single", "list", "words"])
        #expect(try fields.text("text") == "one")
        #expect(try fields.number("number") == -2.5)
        #expect(try fields.wholeNumber("count", atLeast: 1) == 3)
        #expect(try fields.flag("flag") == true)
        #expect(try fields.texts("single") == ["x"])
        #expect(try fields.texts("list") == ["x", "", "z"])
        #expect(try fields.textsByKey("words") == ["a": "A", "b": "B"])
        #expect(try fields.pairs("words").map { try $0.key.text("a key") } == ["b", "a"])
        #expect(try fields.list("list").count == 3)
    }

    @Test func `a member that is not there is nothing`() throws {
        let fields = try fields("name: x")
        #expect(try fields.text("a") == nil)
        #expect(try fields.number("a") == nil)
        #expect(try fields.flag("a") == nil)
        #expect(try fields.texts("a") == [])
        #expect(try fields.list("a").isEmpty)
        #expect(try fields.textsByKey("a") == [:])
        #expect(fields.place(of: "a") == fields.place)
    }

    @Test(arguments: [
        ("nam: x", "the pack has no key `nam`", "1:1", "did you mean `name`?"),
        ("a: 1\nother: x", "the pack has no key `other`", "2:1", "the keys are `a` and `name`"),
        ("- a", "the pack must be a mapping of `a` and `name`", "1:1", nil),
        ("а", "the pack must be a mapping of `a` and `name`", "1:1", nil),
        ("[a]: 1", "a key of the pack must be a single text", "1:1", nil),
        ("", "the pack is empty", "1", nil),
        ("# nothing", "the pack is empty", "1", nil),
        ("a: 1\nname: [", "the pack is no YAML: did not find expected node content", "3:1", nil),
        ("a: 1\nname: 2\na: 3", "the key `a` stands twice", "1:1", nil),
        ("a: *b", "the pack is no YAML: found undefined alias", "1:4", nil),
    ])
    func `a file that is no mapping of known keys is refused`(
        yaml: String, message: String, place: String, hint: String?
    ) throws {
        let error = try #require(throws: InputError.self) { try fields(yaml) }
        #expect(error.message == message)
        #expect(error.place?.description == "p.yaml:" + place)
        #expect(error.hint == hint)
    }

    @Test func `columns count characters`() throws {
        let fields = try fields("{name: жар, a: [кашель, да]}")
        #expect(try fields.list("a")[1].place == FilePlace(file: "p.yaml", line: 1, column: 25))
    }

    @Test func `what a member must be is told at its place`() throws {
        let fields = try fields("name: ''\na: {x: 1}")
        #expect(
            try message { _ = try fields.requiredText("name") }
                == "error: `name` is empty\n  ┌─ p.yaml:1:7")
        #expect(
            try message { _ = try fields.text("a") }
                == "error: `a` must be a single text\n  ┌─ p.yaml:2:4")
        #expect(
            try message { _ = try fields.list("a") }
                == "error: `a` must be a list\n  ┌─ p.yaml:2:4\n  = hint: put `- ` before each")
        #expect(
            try message { _ = try fields.flag("name") }
                == "error: `name` must be true or false\n  ┌─ p.yaml:1:7")
        #expect(
            try message { _ = try fields.pairs("name") }
                == "error: `name` must be a mapping\n  ┌─ p.yaml:1:7")
        #expect(
            try message { _ = try fields.requiredFields("a", known: ["y", "z"]) }
                == "error: `a` has no key `x`\n  ┌─ p.yaml:2:5\n  = hint: the keys are `y` and `z`")
    }

    @Test(arguments: ["x", "1e400", "nan", "infinity", ""])
    func `a number is a finite one`(text: String) throws {
        let fields = try fields("a: '\(text)'")
        #expect(
            try message { _ = try fields.number("a") }
                == "error: `a` must be a number, not `\(text)`\n  ┌─ p.yaml:1:4")
    }

    @Test(arguments: ["x", "0", "1.5", "99999999999999999999", "[1]"])
    func `a whole number is one from its least on`(text: String) throws {
        let fields = try fields("a: \(text)")
        #expect(
            try message { _ = try fields.wholeNumber("a", atLeast: 1) }
                == "error: `a` must be a whole number from 1 on\n  ┌─ p.yaml:1:4")
    }

    @Test func `a member that must be there is missed at the mapping`() throws {
        let fields = try fields("name: x\na:\n  x: 1").requiredFields("a")
        #expect(
            try message { _ = try fields.requiredText("y") }
                == "error: `a` lacks `y`\n  ┌─ p.yaml:3:3")
    }

    @Test func `an element of a list that is no text is told at its place`() throws {
        let fields = try fields("a:\n  - x\n  - [y]")
        #expect(
            try message { _ = try fields.texts("a") }
                == "error: an element of `a` must be a single text\n  ┌─ p.yaml:3:5")
        let empty = try self.fields("a: [x, '']")
        #expect(
            try message { _ = try empty.texts("a", canBeEmpty: false) }
                == "error: an element of `a` is empty\n  ┌─ p.yaml:1:8")
    }

    @Test func `a file for another version is refused`() throws {
        try fields("a: 1").check(version: "1", at: "a", of: "a pack")
        #expect(
            try message { try fields("a: 2").check(version: "1", at: "a", of: "a pack") }
                == "error: this is a pack of version 2\n  ┌─ p.yaml:1:4\n"
                + "  = hint: this program reads version 1")
        #expect(
            try message { try fields("name: x").check(version: "1", at: "a", of: "a pack") }
                == "error: the pack lacks `a`\n  ┌─ p.yaml:1:1")
    }
}
