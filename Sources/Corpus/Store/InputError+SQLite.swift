internal import Diagnostics
internal import GRDB

extension InputError {
    /// What SQLite says about the file at `path`, in words for its user.
    ///
    /// - Parameter error: a mistake of SQLite, or one of ours that went through its closures.
    init(_ error: any Error, _ path: String) {
        guard let problem = error as? DatabaseError else {
            self = error as? InputError ?? InputError("cannot use the corpus `\(path)`: \(error)")
            return
        }
        switch problem.resultCode {
        case .SQLITE_NOTADB: self = .noCorpus(path)
        case .SQLITE_CORRUPT:
            self.init(
                "the corpus `\(path)` is damaged",
                hint: "`sqlite3 FILE .recover` saves what can be read")
        case .SQLITE_FULL: self.init("the disk is full: `\(path)` cannot grow")
        case .SQLITE_BUSY: self.init("another program is writing to the corpus `\(path)`")
        case .SQLITE_READONLY, .SQLITE_PERM: self.init("the corpus `\(path)` cannot be written")
        case .SQLITE_CANTOPEN:
            self.init(
                "cannot open `\(path)`", hint: "the folder must be there and allow new files")
        default: self.init("cannot use the corpus `\(path)`: \(problem.message ?? "\(problem)")")
        }
    }

    static func noCorpus(_ path: String) -> InputError {
        InputError("`\(path)` is not a corpus of MedGraph", hint: "it was left as it is")
    }
}
