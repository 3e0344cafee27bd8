import Foundation
import Testing

/// Files are read as streams: a file that is larger than the memory that is allowed is imported.
///
/// Slow where the program is not optimised, so it runs with more random cases only.
@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["MEDGRAPH_TEST_CASES"] != nil,
        "it takes a minute; set MEDGRAPH_TEST_CASES to run it"))
struct StreamingTests {
    private static let partByteCount = 1 << 20
    private static let partCount = 192
    /// In KiB, for everything that the program allocates.
    private static let memory = 96 * 1024

    private static let words = String(
        repeating: "0123456789 abcde", count: partByteCount / 16)

    /// What is written before, in each part and behind of a file of a format.
    private static let formats:
        [(name: String, head: String, part: @Sendable (Int) -> String, tail: String)] = [
            ("neo4j-csv", "id:ID,:LABEL,drop:IGNORE\n", { "n\($0),L,\(words)\n" }, ""),
            ("obo", "format-version: 1.4\n", { "\n[Term]\nid: n:\($0)\nunread: \(words)\n" }, ""),
            (
                "graphml", "<?xml version=\"1.0\"?><graphml><graph>",
                {
                    "<node id=\"n\($0)\"><data key=\"x\"><drawing>\(words)</drawing></data></node>\n"
                },
                "</graph></graphml>"
            ),
        ]

    @Test(arguments: formats.map(\.name))
    func `a file larger than memory is imported`(format: String) throws {
        let shape = try #require(Self.formats.first { $0.name == format })
        try withFolder([:]) { folder in
            let path = folder.appending(path: "large")
            try Data(shape.head.utf8).write(to: path)
            let file = try FileHandle(forWritingTo: path)
            try file.seekToEnd()
            for number in 0..<Self.partCount {
                try file.write(contentsOf: Data(shape.part(number).utf8))
            }
            try file.write(contentsOf: Data(shape.tail.utf8))
            try file.close()
            let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
                .appending(path: "medgraph").path
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.currentDirectoryURL = folder
            process.arguments = [
                "-c", "ulimit -d \(Self.memory) && exec '\(program)' import g.mdb large --quiet",
            ]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            let info = try run(["info", "g.mdb"], in: folder)
            #expect(info.output.contains("\(Self.partCount) nodes"))
        }
    }
}
