import Foundation
import Testing

/// The README shows what the program writes.
@Suite struct ReadmeTests {
    /// A command of a block of the README, and what stands below it.
    struct Example: CustomTestStringConvertible {
        var command: String
        var output: String
        var testDescription: String { String(command.prefix(60)) }
    }

    /// The commands of the section "One minute", in their order.
    static let examples: [Example] = {
        guard
            let text = try? String(
                contentsOf: repository.appending(path: "README.md"), encoding: .utf8),
            let begin = text.range(of: "## One minute\n"),
            let end = text.range(of: "\n## ", range: begin.upperBound..<text.endIndex)
        else { return [] }
        var examples: [Example] = []
        var isInBlock = false
        for line in text[begin.upperBound..<end.lowerBound].split(
            separator: "\n", omittingEmptySubsequences: false)
        {
            if line.hasPrefix("```") {
                isInBlock.toggle()
            } else if isInBlock, line.hasPrefix("$ ") {
                examples.append(Example(command: String(line.dropFirst(2)), output: ""))
            } else if isInBlock, let last = examples.last {
                // A command goes on after a backslash and within quotes.
                if last.output.isEmpty,
                    last.command.hasSuffix("\\")
                        || last.command.count(where: { $0 == "\"" }) % 2 == 1
                {
                    examples[examples.count - 1].command += "\n" + line
                } else {
                    examples[examples.count - 1].output += line + "\n"
                }
            }
        }
        return examples
    }()

    @Test func `every command of the README's first minute writes what stands below it`() throws {
        #expect(Self.examples.count >= 10)
        try withFolder([:]) { folder in
            try FileManager.default.createSymbolicLink(
                at: folder.appending(path: "Datasets"),
                withDestinationURL: repository.appending(path: "Datasets"))
            for example in Self.examples {
                #expect(
                    try shell(example.command, in: folder) == example.output, "\(example.command)")
            }
        }
    }

    /// What a command writes, to either stream, in the order of writing.
    private func shell(_ command: String, in folder: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        var environment = ProcessInfo.processInfo.environment
        let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().path
        environment["PATH"] = program + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
        process.environment = environment
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
