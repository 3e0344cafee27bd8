package import Diagnostics
internal import Foundation

/// Writes the notes of a corpus as a training file.
package struct CorpusExport {
    /// The file of all notes, in their order.
    package static let fileName = "notes.jsonl"

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
        guard !files.fileExists(atPath: folder) || present?.isEmpty == true else {
            throw InputError("`\(folder)` is there already and is no empty folder")
        }
        let isNew = present == nil
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch { throw InputError("the folder `\(folder)` cannot be made") }
        let place = URL(filePath: folder).appending(path: Self.fileName)
        let temporary = URL(filePath: folder).appending(path: ".\(Self.fileName).part")
        do {
            let count = try write(to: temporary)
            try files.moveItem(at: temporary, to: place)
            return count
        } catch {
            try? files.removeItem(at: isNew ? URL(filePath: folder) : temporary)
            throw error as? InputError ?? InputError("cannot write `\(place.path)`: \(error)")
        }
    }

    private func write(to file: URL) throws -> Int {
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
            try handle.write(contentsOf: buffer)
            buffer.removeAll(keepingCapacity: true)
        }
        try handle.write(contentsOf: buffer)
        try handle.synchronize()
        return count
    }
}
