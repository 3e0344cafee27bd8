internal import Foundation

/// A folder that gets its name when everything is in it, and goes with its files if that never
/// comes; also when a signal ends the program.
package final class TemporaryFolder {
    package let path: String
    private var slots: [Int?]

    /// Makes the folder beside its later place, and the folders above it that are missing.
    ///
    /// - Throws: what Foundation says when it cannot be made.
    package init(beside path: String) throws {
        self.path = "\(path).partial-\(UUID().uuidString.prefix(8))"
        slots = [RemovalTable.add(self.path)]
        do {
            try FileManager.default.createDirectory(
                atPath: self.path, withIntermediateDirectories: true)
        } catch {
            keep()
            throw error
        }
    }

    deinit {
        guard !slots.isEmpty else { return }
        try? FileManager.default.removeItem(atPath: path)
        keep()
    }

    /// The path of a file that is about to be made in the folder.
    package func path(of name: String) -> String {
        let file = "\(path)/\(name)"
        slots.append(RemovalTable.add(file))
        return file
    }

    /// Gives the folder its name, under which there is nothing.
    ///
    /// - Throws: what Foundation says when it cannot be moved.
    package func move(to other: String) throws {
        try FileManager.default.moveItem(atPath: path, toPath: other)
        keep()
    }

    private func keep() {
        for slot in slots { RemovalTable.clear(slot) }
        slots = []
    }
}
