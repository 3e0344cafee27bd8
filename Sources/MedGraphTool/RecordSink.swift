internal import Diagnostics
internal import JSONRecords

/// Where records go: standard output, or files that are there only when they are whole.
struct RecordSink {
    private let files: RecordFiles?

    /// - Parameter paths: one for each part; none for standard output.
    /// - Throws: ``InputError`` where a file cannot be made.
    init(paths: [String]) throws(InputError) {
        files = paths.isEmpty ? nil : try RecordFiles(paths)
    }

    /// - Throws: ``InputError`` where the text cannot be written.
    func write(_ text: String, to part: Int = 0) throws(InputError) {
        if let files {
            try files.write(text, to: part)
        } else {
            try StandardOutput.write(text)
        }
    }

    /// Puts the files in their places.
    func finish() throws(InputError) { try files?.finish() }
}
