internal import Foundation

/// Where the lines that were typed are kept: they may name patients, so only their user reads them.
package enum HistoryFile {
    /// The path that `MEDGRAPH_HISTORY` names, or one in the user's state folder, which is made.
    ///
    /// Nil for none: the variable is empty, or the folder cannot be made.
    package static func path(_ environment: [String: String]) -> String? {
        if let named = environment["MEDGRAPH_HISTORY"] { return named.isEmpty ? nil : named }
        let state: String
        if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
            state = folder
        } else if let home = environment["HOME"], !home.isEmpty {
            state = home + "/.local/state"
        } else {
            return nil
        }
        let folder = state + "/medgraph"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch { return nil }
        return folder + "/history"
    }
}
