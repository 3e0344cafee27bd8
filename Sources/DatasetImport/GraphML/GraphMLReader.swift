internal import Diagnostics
internal import Foundation
internal import FoundationXML
internal import MedGraph

/// Reads GraphML as a stream.
///
/// The `id` of a node is kept as its property `id`, unless it begins with `_:`. The attribute
/// `labels` of nodes and `label` of edges give labels and type, as Neo4j's writers put them; the
/// data of these names do where the attributes are not there.
final class GraphMLReader: ElementReader {
    let countsRelationships = true
    private let file: InputFile
    private let scope: ElementScope
    private(set) var newRowCount = 0
    private(set) var notes: [String: Int] = [:]

    init(_ file: InputFile, _ scope: ElementScope) {
        self.file = file
        self.scope = scope
    }

    func read(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        // The stream lives no longer than this call.
        try withoutActuallyEscaping(progress) { progress throws(InputError) in
            let stream = try GraphMLStream(file, progress: progress)
            let parser = XMLParser(stream: stream)
            parser.shouldResolveExternalEntities = false
            let delegate = GraphMLDelegate(file, scope, pass, batcher)
            parser.delegate = delegate
            let isDone = parser.parse()
            if let problem = delegate.problem ?? stream.problem { throw problem }
            guard isDone, delegate.hasGraph else {
                let reason = isDone ? "there is no `<graph>` in the file" : "this is no valid XML"
                throw InputError(
                    reason,
                    at: .init(
                        file: file.name, line: max(parser.lineNumber, 1),
                        column: isDone ? nil : parser.columnNumber))
            }
            guard delegate.openElementCount == 0 else {
                throw InputError(
                    "the file ends in the middle of its XML",
                    at: .init(file: file.name, line: max(parser.lineNumber, 1)),
                    hint: "it was cut off; fetch it again")
            }
            newRowCount = pass == .nodes ? delegate.elementCount : 0
            if pass == .nodes { notes = delegate.notes }
        }
    }
}
