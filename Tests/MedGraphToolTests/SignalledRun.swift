import Foundation
import Testing

/// Starts the program, which nobody listens to.
func startProgram(_ arguments: [String], in folder: URL) throws -> Process {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
}

/// Starts the program, sends it a signal once `isTime`, and expects that it ends by that signal.
func expectEnd(
    of arguments: [String], by signal: Int32, in folder: URL, when isTime: () throws -> Bool
) throws {
    let process = try startProgram(arguments, in: folder)
    let deadline = ContinuousClock.now + .seconds(60)
    while try !isTime() {
        try #require(process.isRunning && ContinuousClock.now < deadline)
        usleep(500)
    }
    kill(process.processIdentifier, signal)
    while process.isRunning, ContinuousClock.now < deadline { usleep(1_000) }
    #expect(!process.isRunning)
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == signal)
}
