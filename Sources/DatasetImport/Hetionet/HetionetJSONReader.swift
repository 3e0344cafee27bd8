internal import Diagnostics
internal import Foundation
internal import MedGraph

/// Reads Hetionet's JSON as a stream: elements of `nodes` and `edges` are cut out of the bytes and
/// decoded some thousand at a time.
final class HetionetJSONReader {
    private let file: InputFile
    private let text: TextBytes
    private let rules: HetionetRules
    private let keyProperties: [String: String]
    private let data: HetionetData
    private let part: Part
    private let chunkByteCount: Int
    private let decoder = JSONDecoder()
    private var splitter: JSONSplitter
    private var pending: [JSONSplitter.Element] = []
    private var pendingByteCount = 0
    /// The bytes of a byte order mark, which the splitter does not see.
    private var markByteCount = 0
    private let metaedgesByName: [String: Int]
    /// Elements read so far.
    private(set) var elementCount = 0

    /// Which of the two arrays is read.
    enum Part: String { case nodes, edges }

    private static let elementCountMax = 4_096
    private static let pendingByteCountMax = 1 << 20

    init(
        _ file: InputFile, _ table: TableRule, _ mapping: Mapping, part: Part,
        chunkByteCount: Int = 1 << 18
    ) throws(InputError) {
        self.file = file
        self.chunkByteCount = chunkByteCount
        text = try TextBytes(file)
        rules = mapping.hetionet
        keyProperties = Dictionary(
            uniqueKeysWithValues: mapping.labels.map { ($0.name, $0.keyProperty) })
        data = HetionetData(policy: table.data)
        self.part = part
        splitter = JSONSplitter(members: [part.rawValue])
        if table.data != .none { decoder.userInfo[.keepsData] = true }
        var metaedges: [String: Int] = [:]
        for (index, metaedge) in mapping.hetionet.metaedges.enumerated() {
            metaedges[Self.name(metaedge)] = index
        }
        metaedgesByName = metaedges
    }

    /// - Parameter progress: is given the bytes of the file that were read so far.
    func run(
        into receiver: any LoadStepReceiver, progress: (Int) -> Void
    ) throws(InputError) {
        var buffer = [UInt8](repeating: 0, count: max(chunkByteCount, 16))
        var isFirst = true
        while true {
            let count = try text.read(into: &buffer, at: 0)
            if isFirst { markByteCount = text.offset - count }
            isFirst = false
            guard count > 0 else { break }
            do throws(JSONSplitter.Problem) {
                try splitter.take(buffer.span.extracting(0..<count))
            } catch {
                throw place(error)
            }
            try collect(into: receiver)
            progress(text.consumedByteCount)
        }
        do throws(JSONSplitter.Problem) { try splitter.finish() } catch { throw place(error) }
        try decodePending(into: receiver)
        guard splitter.foundMembers.contains(part.rawValue) else {
            throw InputError(
                "the JSON has no array `\(part.rawValue)`", at: .init(file: file.name))
        }
    }

    private func place(_ problem: JSONSplitter.Problem) -> InputError {
        InputError(problem.message, at: text.place(ofByte: problem.offset + markByteCount))
    }

    private func error(
        _ message: String, in element: JSONSplitter.Element, hint: String? = nil
    ) -> InputError {
        InputError(
            message, at: text.place(ofByte: element.offset + markByteCount), hint: hint)
    }

    // MARK: Decoding

    private func collect(into receiver: any LoadStepReceiver) throws(InputError) {
        for element in splitter.fetch() {
            pendingByteCount += element.bytes.count
            pending.append(element)
            if pending.count >= Self.elementCountMax
                || pendingByteCount >= Self.pendingByteCountMax
            {
                try decodePending(into: receiver)
            }
        }
    }

    private func decodePending(into receiver: any LoadStepReceiver) throws(InputError) {
        let elements = pending
        pending = []
        pendingByteCount = 0
        guard !elements.isEmpty else { return }
        elementCount += elements.count
        switch part {
        case .nodes: try makeNodes(elements, into: receiver)
        case .edges: try makeEdges(elements, into: receiver)
        }
    }

    /// Decodes the elements in one go; if that fails, one by one to find the culprit.
    private func decode<Element: Decodable>(
        _ elements: [JSONSplitter.Element], as type: Element.Type
    ) throws(InputError) -> [Element] {
        var array = Data("[".utf8)
        for (index, element) in elements.enumerated() {
            if index > 0 { array.append(UInt8(ascii: ",")) }
            array.append(contentsOf: element.bytes)
        }
        array.append(UInt8(ascii: "]"))
        if let decoded = try? decoder.decode([Element].self, from: array),
            decoded.count == elements.count
        {
            return decoded
        }
        for element in elements {
            do {
                _ = try decoder.decode(Element.self, from: Data(element.bytes))
            } catch {
                throw self.error(Self.message(error, part), in: element)
            }
        }
        throw error("these elements are no JSON", in: elements[0])
    }

    private static func message(_ error: any Error, _ part: Part) -> String {
        let what = part == .nodes ? "the node" : "the edge"
        switch error as? DecodingError {
        case .keyNotFound(let key, _): return "\(what) lacks `\(key.stringValue)`"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return "`\(path)` of \(what) has the wrong type"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return "in \(what), \(context.debugDescription)"
        default: return "\(what) is no valid JSON"
        }
    }

    // MARK: Nodes

    private func makeNodes(
        _ elements: [JSONSplitter.Element], into receiver: any LoadStepReceiver
    ) throws(InputError) {
        let nodes = try decode(elements, as: HetionetJSONNode.self)
        var groups: [String: [Int]] = [:]
        for (index, node) in nodes.enumerated() {
            let label = try label(node.kind, elements[index])
            guard !node.identifier.text.isEmpty else {
                throw error("the key is empty", in: elements[index])
            }
            groups[label, default: []].append(index)
        }
        for (label, rows) in groups.sorted(by: { $0.key < $1.key }) {
            let names = rows.map { nodes[$0].name ?? "" }
            let hasNames = names.map { !$0.isEmpty }
            var properties = [
                PropertyColumn(
                    key: rules.nameProperty, cells: .strings(TextColumn(names)),
                    isPresent: hasNames.contains(false) ? hasNames : nil)
            ]
            properties += try columns(
                rows.map { nodes[$0].data }, elements, rows,
                taken: [rules.nameProperty, keyProperties[label]!])
            let batch = NodeBatch(
                label: label, keyProperty: keyProperties[label]!,
                keys: .strings(TextColumn(rows.map { nodes[$0].identifier.text })),
                properties: properties, lines: lines(elements, rows))
            try receiver.receive(.nodes(batch, from: LoadOrigin(name: file.name)))
        }
    }

    private func label(
        _ kind: String, _ element: JSONSplitter.Element
    ) throws(InputError) -> String {
        if let label = rules.labelsByKind[kind] { return label }
        let problem = HetionetIdentifiers(rules).unknown(kind: kind)
        throw error(problem.message, in: element, hint: problem.hint)
    }

    // MARK: Edges

    private struct Group {
        var starts: [String] = []
        var ends: [String] = []
        var rows: [Int] = []
    }

    private func makeEdges(
        _ elements: [JSONSplitter.Element], into receiver: any LoadStepReceiver
    ) throws(InputError) {
        let edges = try decode(elements, as: HetionetJSONEdge.self)
        var groups = [Group](repeating: Group(), count: rules.metaedges.count)
        for (index, edge) in edges.enumerated() {
            let (metaedge, isReversed) = try metaedge(edge, elements[index])
            let (start, end) =
                isReversed ? (edge.target, edge.source) : (edge.source, edge.target)
            guard !start.identifier.text.isEmpty, !end.identifier.text.isEmpty else {
                throw error("the key is empty", in: elements[index])
            }
            groups[metaedge].starts.append(start.identifier.text)
            groups[metaedge].ends.append(end.identifier.text)
            groups[metaedge].rows.append(index)
        }
        for (metaedge, group) in zip(rules.metaedges, groups) where !group.rows.isEmpty {
            let batch = RelationshipBatch(
                type: metaedge.type, source: metaedge.source,
                start: endpoint(metaedge.startLabel, group.starts),
                end: endpoint(metaedge.endLabel, group.ends), isSymmetric: metaedge.isSymmetric,
                properties: try columns(
                    group.rows.map { edges[$0].data }, elements, group.rows, taken: []),
                lines: lines(elements, group.rows))
            try receiver.receive(.relationships(batch, from: LoadOrigin(name: file.name)))
        }
    }

    private func endpoint(_ label: String, _ keys: [String]) -> RelationshipBatch.Endpoint {
        .init(label: label, keyProperty: keyProperties[label]!, keys: .strings(TextColumn(keys)))
    }

    /// An edge without direction may also be written from its end to its start.
    private func metaedge(
        _ edge: HetionetJSONEdge, _ element: JSONSplitter.Element
    ) throws(InputError) -> (index: Int, isReversed: Bool) {
        let source = try label(edge.source.kind, element)
        let target = try label(edge.target.kind, element)
        if let index = metaedgesByName[Self.name(source, edge.kind, target, edge.direction)] {
            return (index, false)
        }
        if edge.direction == "backward" || edge.direction == "both",
            let index = metaedgesByName[
                Self.name(
                    target, edge.kind, source, edge.direction == "both" ? "both" : "forward")]
        {
            return (index, true)
        }
        let verbs = rules.metaedges.filter { $0.startLabel == source && $0.endLabel == target }
            .map(\.verb)
        throw error(
            "`metaedges` in the mapping has no \(source) `\(edge.kind)` \(target) with direction "
                + "`\(edge.direction)`", in: element,
            hint: NearMiss.hint(for: edge.kind, among: verbs))
    }

    private static func name(_ metaedge: HetionetRules.Metaedge) -> String {
        name(
            metaedge.startLabel, metaedge.verb, metaedge.endLabel,
            metaedge.isDirected ? "forward" : "both")
    }

    private static func name(
        _ start: String, _ verb: String, _ end: String, _ direction: String
    ) -> String {
        "\(start)\u{0}\(verb)\u{0}\(end)\u{0}\(direction)"
    }

    // MARK: Columns

    /// The columns of the `data` objects; a member may not hide the key or the name.
    private func columns(
        _ rows: [[String: HetionetJSONValue]?], _ elements: [JSONSplitter.Element],
        _ indexes: [Int], taken: [String]
    ) throws(InputError) -> [PropertyColumn] {
        do throws(HetionetData.Problem) {
            let columns = try data.columns(rows)
            return columns.filter { !taken.contains($0.key) }
        } catch {
            throw self.error(error.message, in: elements[indexes[error.row]], hint: error.hint)
        }
    }

    private func lines(_ elements: [JSONSplitter.Element], _ rows: [Int]) -> [UInt32] {
        rows.map { UInt32(truncatingIfNeeded: elements[$0].line) }
    }
}
