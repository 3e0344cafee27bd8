import Testing

@testable import Shell

@Suite struct InputBufferTests {
    /// What lines complete: kind, text and line of each input.
    private func inputs(_ lines: String...) -> [String] {
        var buffer = InputBuffer()
        var inputs = lines.flatMap { buffer.take($0) }
        if let rest = buffer.finish() { inputs.append(rest) }
        return inputs.map { "\($0.line) \($0.kind == .query ? "query" : "command") \($0.text)" }
    }

    @Test func `a query ends with its semicolon, on its line or a later one`() {
        #expect(inputs("RETURN 1;") == ["1 query RETURN 1"])
        #expect(inputs("MATCH (n)", "", "RETURN n;") == ["1 query MATCH (n)\n\nRETURN n"])
        #expect(
            inputs("RETURN 1; RETURN 2;") == ["1 query RETURN 1", "1 query           RETURN 2"])
        #expect(
            inputs("RETURN 1;;", " ; ", "RETURN 2") == ["1 query RETURN 1", "3 query RETURN 2\n"])
    }

    @Test(arguments: [
        "RETURN 'a;b'", "RETURN \"a;\\\";b\"", "RETURN 1 AS `a;b\\`", "RETURN 1 /* ; */",
        "RETURN 1 // ;\n+ 1", "RETURN 'a\n;b'", "RETURN 1 /* ;\n ' ; */ + 1", "RETURN 'it\\'s;'",
        "RETURN '//;'",
    ])
    func `a semicolon in a text, a name or a comment ends nothing`(query: String) {
        var buffer = InputBuffer()
        var inputs: [InputBuffer.Input] = []
        let lines = (query + "; RETURN 2;").split(separator: "\n", omittingEmptySubsequences: false)
        for line in lines { inputs += buffer.take(String(line)) }
        #expect(inputs.count == 2)
        #expect(inputs.first?.text == query)
        #expect(buffer.isEmpty)
    }

    @Test func `who asks for help or to leave needs no colon`() {
        #expect(inputs("help") == ["1 command help"])
        #expect(inputs(" Exit ;", "QUIT") == ["1 command exit", "2 command quit"])
        #expect(inputs("RETURN", "help;") == ["1 query RETURN\nhelp"])
        #expect(inputs("help me;") == ["1 query help me"])
    }

    @Test func `a command is one line, between queries`() {
        #expect(inputs(":help", " :param x 1; ") == ["1 command help", "2 command param x 1"])
        #expect(inputs("// words", ":help", "RETURN 1;").count == 2)
        // Inside of a query a colon begins a label.
        #expect(
            inputs("MATCH (n", ":Disease) RETURN n;") == ["1 query MATCH (n\n:Disease) RETURN n"])
        #expect(inputs("RETURN 'a", ":help", "';") == ["1 query RETURN 'a\n:help\n'"])
        #expect(inputs("/* a", ":help */", ":help") == ["3 command help"])
    }

    @Test func `a plan is asked for with the query in its place`() {
        #expect(inputs(":explain RETURN", "1;") == ["1 query  EXPLAIN RETURN\n1"])
        #expect(inputs("  :Profile RETURN 1;") == ["1 query    PROFILE RETURN 1"])
        #expect(inputs(":explain", ":profile ;") == ["1 command explain", "2 command profile"])
    }

    @Test func `comments above a query do not move its lines`() {
        #expect(inputs("", "// a comment; with this", "  RETURN 1;") == ["3 query   RETURN 1"])
        #expect(inputs("// only", "/* comments */", ";") == [])
    }

    @Test func `what was dropped leaves nothing`() {
        var buffer = InputBuffer()
        #expect(buffer.take("RETURN 'open").isEmpty)
        #expect(!buffer.isEmpty)
        buffer.clear()
        #expect(buffer.isEmpty)
        #expect(buffer.take("RETURN 1;").map(\.line) == [2])
    }

    @Test func `lines with texts or comments that go on are not joined`() {
        var buffer = InputBuffer()
        for (lines, isJoinable) in [
            (["RETURN", "1;"], true), (["RETURN // x", "1;"], false), (["RETURN 'a", "';"], false),
            (["RETURN '//'", ";"], true),
        ] {
            let inputs = lines.flatMap { buffer.take($0) }
            #expect(inputs.map(\.isJoinable) == [isJoinable], "\(lines)")
        }
    }
}
