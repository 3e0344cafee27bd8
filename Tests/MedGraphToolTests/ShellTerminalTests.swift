import Foundation
import Testing

/// `medgraph shell` as a person meets it, through a real pseudo-terminal.
@Suite struct ShellTerminalTests {
    private static let tab = "\t"
    private static let controlC = "\u{3}"
    private static let controlD = "\u{4}"
    private static let up = "\u{1B}[A"

    private func withShell(
        width: Int = 80, _ body: (PseudoTerminal, URL) throws -> Void
    ) throws {
        try withExampleDatabase { folder in
            let terminal = try start(in: folder, width: width)
            try terminal.expect("medgraph> ")
            try body(terminal, folder)
        }
    }

    private func start(in folder: URL, width: Int = 80) throws -> PseudoTerminal {
        let program = URL(filePath: CommandLine.arguments[0])
            .deletingLastPathComponent().appending(path: "medgraph")
        return try PseudoTerminal(
            program, ["shell", folder.appending(path: "g.mdb").path],
            environment: [
                "TERM": "xterm", "LC_ALL": "C.UTF-8", "HOME": folder.path,
                "PATH": "/usr/bin:/bin",
                "MEDGRAPH_HISTORY": folder.appending(path: "history").path,
            ], width: width)
    }

    @Test func `a query of several lines shows its rows, their number and the time`() throws {
        try withShell { terminal, _ in
            terminal.type("MATCH (d:Disease {icd10: 'G43'})\r")
            try terminal.expect("..> ")
            terminal.type("RETURN d.name, d.name_ru;\r")
            try terminal.expect("d.name     │ d.name_ru\r\n")
            try terminal.expect("'Migraine' │ 'Мигрень'\r\n")
            try terminal.expect("1 row, ")
            try terminal.expect(" ms\r\n")
            try terminal.expect("medgraph> ")
            terminal.type(Self.controlD)
            #expect(try terminal.end() == 0)
        }
    }

    @Test func `Tab completes what the graph and the language have`() throws {
        try withShell { terminal, _ in
            terminal.type("mat" + Self.tab + " (d:Dis" + Self.tab + " {icd" + Self.tab)
            terminal.type(": 'G43'})-[:HAS" + Self.tab + "]->(s) RETURN coun" + Self.tab)
            terminal.type("(s) AS found;\r")
            try terminal.expect("found\r\n─────\r\n5\r\n")
            try terminal.expect("medgraph> ")
            terminal.type(":he" + Self.tab + " see" + Self.tab + "\r")
            try terminal.expect(":seed N\r\n")
            try terminal.expect("medgraph> ")
            // Several candidates are listed; behind Cyrillic letters, too.
            terminal.type("RETURN 'кашель' AS x, to" + Self.tab + Self.tab)
            try terminal.expect("toInteger")
            terminal.type("L" + Self.tab + "('Я') AS y;\r")
            try terminal.expect("'кашель' │ 'я'\r\n")
        }
    }

    @Test func `Ctrl-C stops a query, drops a line, and keeps the shell`() throws {
        try withShell { terminal, _ in
            terminal.type("RETURN 'dropped")
            try terminal.expect("dropped")
            terminal.type(Self.controlC)
            try terminal.expect("medgraph> ")
            terminal.type("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b ")
            terminal.type("RETURN count(a + b);\r")
            try terminal.expect("b);\r\n")
            // What is typed ahead is shown before it is read, so the first may come too early.
            var isStopped = false
            for _ in 0..<20 where !isStopped {
                terminal.type(Self.controlC)
                let answer = try? terminal.expect("the query was stopped\r\n", seconds: 3)
                isStopped = answer != nil
            }
            #expect(isStopped)
            try terminal.expect("medgraph> ")
            terminal.type("RETURN 'still' + ' here' AS x;\r")
            try terminal.expect("'still here'")
            try terminal.expect("medgraph> ")
            terminal.type(":quit\r")
            #expect(try terminal.end() == 0)
        }
    }

    @Test func `lines are called back, in the next session too`() throws {
        try withShell { terminal, folder in
            terminal.type("RETURN 1 + 1\rAS first;\r")
            try terminal.expect("1 row, ")
            try terminal.expect("medgraph> ")
            terminal.type(Self.up)
            try terminal.expect("RETURN 1 + 1 AS first;")
            terminal.type("\r")
            try terminal.expect("first\r\n─────\r\n2\r\n")
            try terminal.expect("medgraph> ")
            terminal.type(":quit\r")
            #expect(try terminal.end() == 0)
            // Queries may name patients: nobody else reads them.
            let history = folder.appending(path: "history").path
            let attributes = try FileManager.default.attributesOfItem(atPath: history)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            let next = try start(in: folder)
            try next.expect("medgraph> ")
            next.type(Self.up + Self.up)
            try next.expect("RETURN 1 + 1 AS first;")
            next.type("\r")
            try next.expect("first\r\n─────\r\n2\r\n")
        }
    }

    @Test func `tables fit the terminal`() throws {
        try withShell(width: 40) { terminal, _ in
            terminal.type("MATCH (d:Disease) RETURN d.icd10 AS code,\r")
            terminal.type("d.name AS name, d.name_ru AS name_ru,\r")
            terminal.type("'日本語日本語日本語' AS wide;\r")
            try terminal.expect("\r\ncode")
            let table = "code" + (try terminal.expect("10 rows, "))
            let lines = table.split(separator: "\r\n").filter { !$0.isEmpty }
            #expect(lines.count == 12)
            #expect(lines.contains { $0.contains("…") })
            // All columns stand under each other, wide characters counted twice.
            let places = lines.map { line in
                var width = 0
                var places: [Int] = []
                for character in line {
                    if character == "│" || character == "┼" { places.append(width) }
                    width += character.unicodeScalars.allSatisfy { $0.value >= 0x3000 } ? 2 : 1
                }
                #expect(width <= 40, "\(line)")
                return places
            }
            #expect(Set(places).count == 1)
        }
    }

    @Test func `a row alone goes on in further lines, and rows that are compared are cut`() throws {
        try withShell(width: 40) { terminal, _ in
            let numbers = "reduce(t = '', x IN range(101, 120) | t + ' ' + x) AS t;\r"
            terminal.type("RETURN \(numbers)")
            let whole = try terminal.expect("1 row, ")
            #expect(whole.contains("120'") && !whole.contains("…"))
            try terminal.expect("medgraph> ")
            terminal.type("UNWIND [1, 2] AS y RETURN \(numbers)")
            let cut = try terminal.expect("2 rows, ")
            #expect(cut.contains("…") && !cut.contains("120'"))
            try terminal.expect("medgraph> ")
            terminal.type(Self.controlD)
        }
    }

    @Test func `a transaction shows in the prompt, and is rolled back when a query fails`() throws {
        try withShell { terminal, folder in
            terminal.type(":begin\r")
            try terminal.expect("medgraph*> ")
            terminal.type("CREATE (:Kept);\r")
            try terminal.expect("1 node created")
            try terminal.expect("medgraph*> ")
            terminal.type(":commit\r")
            try terminal.expect("the transaction is committed\r\n")
            try terminal.expect("medgraph> ")
            try begin(terminal)
            terminal.type(":rollback\r")
            try terminal.expect("the transaction is rolled back\r\n")
            try terminal.expect("medgraph> ")
            try begin(terminal)
            terminal.type("RETURN 1 / 0;\r")
            try terminal.expect("^")
            try terminal.expect("the transaction is rolled back: nothing of it is kept\r\n")
            try terminal.expect("medgraph> ")
            try begin(terminal)
            terminal.type(Self.controlD)
            try terminal.expect("rolled back: nothing of it is kept\r\n")
            #expect(try terminal.end() == 0)
            let counted = try run(
                [
                    "query", "g.mdb", "--format", "csv",
                    "OPTIONAL MATCH (k:Kept) WITH count(k) AS kept OPTIONAL MATCH (d:Dropped) RETURN kept, count(d) AS dropped",
                ], in: folder)
            #expect(counted.output == "kept,dropped\n1,0\n")
        }
    }

    /// Begins a transaction that makes a node, and leaves the shell at its prompt: what is typed
    /// between two prompts is the kernel's to edit, and Ctrl-D is lost there.
    private func begin(_ terminal: PseudoTerminal) throws {
        terminal.type(":begin\r")
        try terminal.expect("medgraph*> ")
        terminal.type("CREATE (:Dropped);\r")
        try terminal.expect("1 node created")
        try terminal.expect("medgraph*> ")
    }
}
