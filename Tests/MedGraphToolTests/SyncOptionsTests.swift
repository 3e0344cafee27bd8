import ArgumentParser
import MedGraph
import Testing

@testable import MedGraphTool

@Suite struct SyncOptionsTests {
    @Test func `commits are durable unless it is asked otherwise`() throws {
        let query = ["g.mdb", "RETURN 1"]
        #expect(try QueryCommand.parse(query).sync.databaseOptions.isDurable)
        #expect(try !QueryCommand.parse(query + ["--no-sync"]).sync.databaseOptions.isDurable)
        #expect(try NDJSONCommand.parse(["g.mdb"]).sync.databaseOptions.isDurable)
        #expect(
            try !NDJSONCommand.parse(["g.mdb", "--no-sync"]).sync.databaseOptions.isDurable)
    }

    @Test func `the help says what is at stake`() throws {
        for help in [QueryCommand.helpMessage(), NDJSONCommand.helpMessage()] {
            let words = help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            #expect(words.contains("--no-sync Do not wait until the disk has each commit."))
            #expect(words.contains("the whole database can be damaged"))
        }
    }

    @Test func `what is written without waiting is there`() throws {
        try withFolder([:]) { folder in
            let made = try run(["query", "g.mdb", "--no-sync", "CREATE (:A)"], in: folder)
            #expect(made.status == 0, "\(made.messages)")
            let found = try run(
                ["query", "g.mdb", "--format", "csv", "MATCH (a:A) RETURN count(a) AS n"],
                in: folder)
            #expect(found.output == "n\n1\n")
        }
    }
}
