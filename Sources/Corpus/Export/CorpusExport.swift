package import Diagnostics
internal import Foundation

/// Writes the notes of a corpus as a training file.
package struct CorpusExport {
    /// The file of all notes, in their order.
    package static let fileName = "notes.jsonl"
    /// What it is called until it is whole. An export that was killed leaves it behind.
    private static let partName = ".\(fileName).part"

    private let corpus: Corpus
    private let format: TrainingFormat

    package init(of corpus: Corpus, as format: TrainingFormat) {
        self.corpus = corpus
        self.format = format
    }

    /// Makes the folder with the file in it: whole, or not at all.
    ///
    /// - Parameter folder: not there yet, or empty.
    /// - Returns: how many notes were written.
    /// - Throws: where the folder is in use, cannot be made or written.
    package func run(into folder: String) throws(InputError) -> Int {
        let files = FileManager.default
        let present = try? files.contentsOfDirectory(atPath: folder)
        let isFree = present?.allSatisfy { $0 == Self.partName }
        guard !files.fileExists(atPath: folder) || isFree == true else {
            throw InputError("`\(folder)` is there already and is no empty folder")
        }
        let isNew = present == nil
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch { throw InputError("the folder `\(folder)` cannot be made") }
        let place = URL(filePath: folder).appending(path: Self.fileName)
        let temporary = URL(filePath: folder).appending(path: Self.partName)
        do {
            let count = try write(to: temporary, in: folder)
            try files.moveItem(at: temporary, to: place)
            return count
        } catch {
            try? files.removeItem(at: isNew ? URL(filePath: folder) : temporary)
            throw error as? InputError ?? Self.cannotWrite(folder)
        }
    }

    private static func cannotWrite(_ folder: String) -> InputError {
        InputError("cannot write `\(folder)/\(fileName)`", hint: "is the disk full?")
    }

    /// - Parameter folder: as messages name it.
    private func write(to file: URL, in folder: String) throws -> Int {
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw InputError("cannot write into the folder of `\(file.path)`")
        }
        let handle = try FileHandle(forWritingTo: file)
        defer { try? handle.close() }
        var count = 0
        var buffer = Data()
        try corpus.forEachNote { note in
            buffer.append(contentsOf: (format.line(note) + "\n").utf8)
            count += 1
            guard buffer.count >= 1 << 20 else { return }
            // The corpus is not to blame, which tells of the errors of its own.
            do { try handle.write(contentsOf: buffer) } catch { throw Self.cannotWrite(folder) }
            buffer.removeAll(keepingCapacity: true)
        }
        try handle.write(contentsOf: buffer)
        try handle.synchronize()
        return count
    }
}
