internal import Diagnostics
package import MedGraph

/// Why a dump was not made. Nothing of it is left then.
package enum DumpError: Error, Sendable {
    /// The format cannot hold something: each in words, with how often it is there.
    case cannotHold(DumpFormat, losses: [DumpLoss])
    /// The folder is there already and has something in it.
    case isThere(path: String)
    /// A file cannot be written.
    case cannotWrite(path: String, reason: String)
    /// The database cannot be read.
    case database(MedGraphError)
}

/// Something that a format cannot hold.
package struct DumpLoss: Sendable, Hashable {
    /// Such as ``the property `category` of nodes``.
    package let what: String
    package let count: Int
}

extension DumpError: CustomStringConvertible {
    /// The error as it is shown, without a line end after it.
    package var description: String {
        switch self {
        case .cannotHold(let format, let losses):
            let lines = losses.map {
                "  │ \($0.what) (\($0.count.counted("time")))\n"
            }.joined()
            return "error: the format `\(format.rawValue)` cannot hold everything\n" + lines
                + "  = hint: `--lossy` leaves it out; another format may hold it"
        case .isThere(let path):
            return "error: `\(path)` is there already and is not empty\n"
                + "  = hint: name a new folder, so that nothing is overwritten"
        case .cannotWrite(let path, let reason):
            return "error: cannot write `\(path)`: \(reason)\n"
                + "  = hint: nothing was left behind; is there room, and may you write there?"
        case .database(let error): return "error: \(error)"
        }
    }
}
