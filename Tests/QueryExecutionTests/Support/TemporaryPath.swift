import Foundation

enum TemporaryPath {
    /// A path where nothing is yet, in the folder that the system clears.
    static func make() -> String {
        FileManager.default.temporaryDirectory.appending(path: "medgraph-\(UUID().uuidString).mdb")
            .path
    }
}
