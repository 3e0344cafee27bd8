import Foundation

/// What a run of `medgraph` left behind.
struct ToolRun {
    var status: Int32
    var output: String
    var messages: String
}

/// The program that was built beside the tests.
let program = URL(filePath: CommandLine.arguments[0])
    .deletingLastPathComponent().appending(path: "medgraph")

/// Runs the program that was built beside the tests.
///
/// - Parameters:
///   - input: a short text for standard input; nil for that of the tests.
///   - environment: variables beside those of the tests.
///   - executable: another program, which runs this one.
func run(
    _ arguments: [String], input: String? = nil, environment: [String: String] = [:],
    by executable: URL = program, in folder: URL
) throws -> ToolRun {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    if !environment.isEmpty {
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    }
    let (output, messages) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = messages
    if let input {
        let pipe = Pipe()
        process.standardInput = pipe
        try process.run()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try pipe.fileHandleForWriting.close()
    } else {
        try process.run()
    }
    let outputData = try output.fileHandleForReading.readToEnd() ?? Data()
    let messageData = try messages.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return ToolRun(
        status: process.terminationStatus, output: String(decoding: outputData, as: UTF8.self),
        messages: String(decoding: messageData, as: UTF8.self))
}

/// Lends a new folder with these files to `body`, and removes it.
func withFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
        .appending(path: "medgraph-tool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
        try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
    }
    try body(folder)
}

/// Lends a folder with a database `g.mdb` of the example graph to `body`.
func withExampleDatabase(_ body: (URL) throws -> Void) throws {
    try withFolder([:]) { folder in
        let example = repository.appending(path: "Datasets/example").path
        let loaded = try run(
            ["import", "g.mdb", example, "--mapping", example + "/mapping.yaml"], in: folder)
        guard loaded.status == 0 else { throw ExampleDoesNotLoad(messages: loaded.messages) }
        try body(folder)
    }
}

struct ExampleDoesNotLoad: Error {
    let messages: String
}

/// The folder of the package.
let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
