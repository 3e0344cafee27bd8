internal import Diagnostics
internal import MedGraph

/// Reads a file whose format says by itself what its nodes and relationships are.
///
/// One reader serves both passes over its file.
protocol ElementReader: AnyObject {
    /// Whether equal relationships of a file are as many relationships.
    var countsRelationships: Bool { get }

    /// Whether a pass has anything to read.
    func isRead(in pass: Pass) -> Bool

    /// Reads the file and gives the nodes or the relationships to `batcher`.
    ///
    /// - Parameter progress: is given the bytes of the file that were read so far.
    func read(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError)

    /// Rows, stanzas or statements that a pass has met, as far as no earlier pass has.
    var newRowCount: Int { get }

    /// What was left out, in words, with its number: for the audit.
    var notes: [String: Int] { get }
}

extension ElementReader {
    func isRead(in pass: Pass) -> Bool { true }
}

/// What the reader of a file is told besides the file.
struct ElementScope {
    /// Where relationships come from unless the file says otherwise.
    let source: Source
    /// The label of nodes for which the file names none.
    let label: String?
    let rule: TableRule
    /// All files of the table: headers may stand in files of their own.
    let files: [InputFile]
    let chunkByteCount: Int
    let rowCountMax: Int
}
