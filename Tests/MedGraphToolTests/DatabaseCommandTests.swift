import Foundation
import Testing

/// `medgraph info`, `check` and `backup` as programs.
@Suite struct DatabaseCommandTests {
    @Test func `info shows what is in a database`() throws {
        try withExampleDatabase { folder in
            let found = try run(["info", "g.mdb", "--hash"], in: folder)
            #expect(found.status == 0)
            #expect(found.messages.isEmpty)
            #expect(found.output.hasPrefix("g.mdb: 45 nodes, 57 relationships"))
            #expect(found.output.contains("content d18b3ef42e5d49795f5cfa02bae656f2"))
            #expect(found.output.contains("frequency: float (weight)"))
            #expect(found.output.contains("MedGraph example             57  1        Apache-2.0"))
            #expect(found.output.contains("Disease.icd10      10  key"))
        }
    }

    @Test func `info as JSON has the same counts`() throws {
        try withExampleDatabase { folder in
            let found = try run(["info", "g.mdb", "--format", "json"], in: folder)
            let document = try #require(
                JSONSerialization.jsonObject(with: Data(found.output.utf8)) as? [String: Any])
            #expect(document["nodes"] as? Int == 45)
            #expect(document["relationships"] as? Int == 57)
            let labels = try #require(document["labels"] as? [[String: Any]])
            #expect(labels.map { $0["name"] as? String } == ["Symptom", "Drug", "Disease"])
            #expect(document["content"] == nil)
        }
    }

    @Test func `a whole database is said to be whole`() throws {
        try withExampleDatabase { folder in
            let found = try run(["check", "g.mdb"], in: folder)
            #expect(found.status == 0)
            #expect(found.output == "g.mdb is whole\n")
            #expect(try run(["check", "g.mdb", "--quiet"], in: folder).output.isEmpty)
        }
    }

    @Test func `a damaged name is told by its place, and exits with 1`() throws {
        try withExampleDatabase { folder in
            let file = folder.appending(path: "g.mdb")
            var bytes = try Data(contentsOf: file)
            let name = try #require(bytes.range(of: Data("photophobia".utf8)))
            bytes[name.lowerBound] ^= 1
            try bytes.write(to: file)
            let found = try run(["check", "g.mdb"], in: folder)
            #expect(found.status == 1)
            #expect(!found.output.isEmpty)
            #expect(found.messages.contains("`g.mdb` is damaged"))
        }
    }

    @Test func `a backup has the same content, is whole and is never overwritten`() throws {
        try withExampleDatabase { folder in
            #expect(try run(["backup", "g.mdb", "copy.mdb"], in: folder).status == 0)
            #expect(try run(["check", "copy.mdb"], in: folder).status == 0)
            func content(_ name: String) throws -> Substring? {
                try run(["info", name, "--hash"], in: folder).output.split(separator: "\n")
                    .first { $0.hasPrefix("content") }
            }
            #expect(try content("copy.mdb") == content("g.mdb"))
            let again = try run(["backup", "g.mdb", "copy.mdb"], in: folder)
            #expect(again.status == 1)
            #expect(again.messages.contains("`copy.mdb` is there already"))
        }
    }

    @Test(arguments: ["info", "check", "backup"])
    func `a database that is not there is an error, and is not made`(command: String) throws {
        try withFolder([:]) { folder in
            let arguments = [command, "g.mdb"] + (command == "backup" ? ["copy.mdb"] : [])
            let found = try run(arguments, in: folder)
            #expect(found.status == 1)
            #expect(found.messages.contains("there is no database `g.mdb`"))
            let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            #expect(files.isEmpty)
        }
    }

    @Test(arguments: ["info", "check"])
    func `a file of another program is refused and left alone`(command: String) throws {
        try withFolder(["notes.txt": "these are notes\n"]) { folder in
            let found = try run([command, "notes.txt"], in: folder)
            #expect(found.status == 1)
            #expect(found.messages.contains("`notes.txt` is not a MedGraph database"))
            let text = try String(
                contentsOf: folder.appending(path: "notes.txt"), encoding: .utf8)
            #expect(text == "these are notes\n")
        }
    }

    @Test func `an empty file is no database, and a place that is none is told by its path`() throws
    {
        try withFolder(["empty.mdb": ""]) { folder in
            let empty = try run(["info", "empty.mdb"], in: folder)
            #expect(empty.messages == "error: `empty.mdb` is not a MedGraph database\n")
            let example = repository.appending(path: "Datasets/example").path
            let lost = try run(
                ["import", "no/such/g.mdb", example, "--mapping", example + "/mapping.yaml"],
                in: folder)
            #expect(lost.status == 1)
            #expect(
                lost.messages
                    == "error: cannot open `no/such/g.mdb`: No such file or directory\n")
        }
    }
}
