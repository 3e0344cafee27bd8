import Testing

/// The promises of the storage wrapper that the compiler keeps: snippets that must not compile,
/// and controls that must.
@Suite struct OwnershipTests {
    @Test(arguments: ["Transactions", "Values", "Cursors", "Types"])
    func `the compiler refuses exactly the marked lines`(name: String) throws {
        let snippet = try Snippet(named: name)
        let expected = snippet.expectedErrors
        try #require(!expected.isEmpty)
        let actual = try snippet.compile()
        for (line, words) in expected {
            let message = actual[line]
            #expect(message?.contains(words) == true, "line \(line): \(message ?? "no error")")
        }
        for (line, message) in actual where expected[line] == nil {
            Issue.record("line \(line): \(message)")
        }
    }

    @Test func `what the promises allow compiles`() throws {
        let snippet = try Snippet(named: "Controls")
        #expect(try snippet.compile() == [:])
    }
}
