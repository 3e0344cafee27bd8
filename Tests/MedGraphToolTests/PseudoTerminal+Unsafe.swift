import Foundation
import Glibc

/// A program at a terminal of its own, typed at and read by a test.
final class PseudoTerminal {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let controller: Int32
    private let process: pid_t
    /// What was read and not yet expected.
    private var unread = ""
    /// All that was read.
    private(set) var transcript = ""
    private var hasEnded = false

    /// Starts a program whose terminal has `width` columns.
    init(
        _ program: URL, _ arguments: [String], environment: [String: String], width: Int = 80
    ) throws {
        controller = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
        // What `unlockpt` and `ptsname` do, which Swift does not see: TIOCSPTLCK, TIOCGPTN.
        var isLocked: Int32 = 0
        var number: UInt32 = 0
        guard controller >= 0, unsafe ioctl(controller, 0x4004_5431, &isLocked) == 0,
            unsafe ioctl(controller, 0x8004_5430, &number) == 0
        else { throw Failure(description: "there are no pseudo-terminals") }
        var size = winsize()
        size.ws_col = UInt16(width)
        size.ws_row = 50
        _ = unsafe ioctl(controller, UInt(TIOCSWINSZ), &size)
        process = try Self.spawn(program.path, arguments, environment, "/dev/pts/\(number)")
    }

    /// The program leads a session, so that the terminal it opens first becomes the one whose
    /// Ctrl-C it is sent.
    private static func spawn(
        _ program: String, _ arguments: [String], _ environment: [String: String],
        _ terminal: String
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 {
            unsafe posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
        }
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        let setSession: Int16 = 0x80
        unsafe posix_spawnattr_setflags(&attributes, setSession)
        var argumentPointers = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        var environmentPointers =
            unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            unsafe (argumentPointers + environmentPointers).forEach { unsafe free($0) }
        }
        var process: pid_t = 0
        let code = unsafe posix_spawn(
            &process, program, &actions, &attributes, &argumentPointers, &environmentPointers)
        guard code == 0 else { throw Failure(description: "the program does not start: \(code)") }
        return process
    }

    deinit {
        close(controller)
        guard !hasEnded else { return }
        kill(process, SIGKILL)
        var status: Int32 = 0
        _ = unsafe waitpid(process, &status, 0)
    }

    /// Types text; `\r` is the Return key.
    func type(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe write(controller, bytes, bytes.count)
    }

    /// Reads until `text` comes, and gives what came before it.
    @discardableResult
    func expect(_ text: String, seconds: Double = 60) throws -> String {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while true {
            if let range = unread.range(of: text) {
                let before = String(unread[..<range.lowerBound])
                unread = String(unread[range.upperBound...])
                return before
            }
            guard try read(until: deadline) else {
                throw Failure(description: "`\(text)` does not come:\n\(transcript)")
            }
        }
    }

    /// Reads to the end, and gives the exit status of the program.
    func end(seconds: Double = 60) throws -> Int32 {
        let deadline = Date(timeIntervalSinceNow: seconds)
        while try read(until: deadline) {}
        guard Date() < deadline else {
            throw Failure(description: "the program does not end:\n\(transcript)")
        }
        var status: Int32 = 0
        _ = unsafe waitpid(process, &status, 0)
        hasEnded = true
        return status >> 8
    }

    /// Whether anything came before the deadline.
    private func read(until deadline: Date) throws -> Bool {
        var state = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(max(0, deadline.timeIntervalSinceNow * 1_000))
        guard unsafe poll(&state, 1, milliseconds) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe Glibc.read(controller, &bytes, bytes.count)
        guard count > 0 else { return false }
        let text = String(decoding: bytes[..<count], as: UTF8.self)
        unread += text
        transcript += text
        return true
    }
}
