internal import Diagnostics
internal import JSONRecords
internal import MedGraph

/// Reads KGX as JSON Lines, one node or edge a line, or as one JSON object with `nodes` and `edges`.
final class KGXObjectReader: ElementReader {
    let countsRelationships = true
    private let file: InputFile
    private let scope: ElementScope
    private let elements: KGXElements
    private(set) var newRowCount = 0
    private(set) var notes: [String: Int] = [:]

    init(_ file: InputFile, _ scope: ElementScope) {
        self.file = file
        self.scope = scope
        elements = KGXElements(scope)
    }

    func read(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        newRowCount = 0
        if scope.rule.format == .kgxJSON {
            try readObject(pass, into: batcher, progress: progress)
        } else {
            try readLines(pass, into: batcher, progress: progress)
        }
    }

    private func readLines(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        let reader = try LineReader(file, chunkByteCount: scope.chunkByteCount)
        while let line = try reader.next() {
            if line.number & 0xFFF == 0 { progress(reader.consumedByteCount) }
            guard line.bytes.contains(where: { $0 != 0x20 && $0 != 0x09 }) else { continue }
            if pass == .nodes { newRowCount += 1 }
            // A line without the word is no edge, whatever else it is.
            if pass == .relationships,
                line.bytes.span.firstIndex(of: Self.subjectWord, in: 0..<line.bytes.count) == nil
            {
                continue
            }
            let value = try parse(line, reader)
            let isEdge = value["subject"] != nil && value["object"] != nil
            if isEdge, pass == .relationships {
                try batcher.add(edge(value, line.number, at: reader.place(line)))
            } else if !isEdge, pass == .nodes {
                try batcher.add(node(value, line.number, at: reader.place(line)))
            }
        }
    }

    private func parse(
        _ line: LineReader.Line, _ reader: LineReader
    ) throws(InputError) -> JSONValue {
        do throws(JSONError) { return try JSONParser.parse(line.bytes) } catch {
            throw InputError(
                "the line is no valid JSON", at: reader.place(line, byte: error.offset),
                hint: "each line of JSON Lines is one whole object")
        }
    }

    private func readObject(
        _ pass: Pass, into batcher: ElementBatcher, progress: (Int) -> Void
    ) throws(InputError) {
        let member = pass == .nodes ? "nodes" : "edges"
        let stream = try JSONElementStream(
            file, splitter: JSONSplitter(members: [member]), chunkByteCount: scope.chunkByteCount)
        while let items = try stream.next() {
            for item in items {
                newRowCount += 1
                let value = try stream.value(of: item)
                if pass == .nodes {
                    try batcher.add(node(value, item.line, at: stream.place(item)))
                } else {
                    try batcher.add(edge(value, item.line, at: stream.place(item)))
                }
            }
            progress(stream.consumedByteCount)
        }
    }

    private static let subjectWord = Array("\"subject\"".utf8)

    private func node(
        _ value: JSONValue, _ line: Int, at place: @autoclosure () -> FilePlace
    ) throws(InputError) -> NodeElement {
        guard let id = value["id"]?.name, !id.isEmpty else {
            throw InputError(
                "this is no node and no edge of KGX", at: place(),
                hint: "a node has an `id`, an edge `subject`, `predicate` and `object`")
        }
        let categories = value["category"]
        if let categories, categories.texts == nil {
            throw InputError("`category` is no text and no list of texts", at: place())
        }
        return elements.node(
            id: id, categories: categories?.texts,
            properties: properties(value, except: ["id", "category"]), line: line)
    }

    private func edge(
        _ value: JSONValue, _ line: Int, at place: @autoclosure () -> FilePlace
    ) throws(InputError) -> RelationshipElement {
        guard let subject = value["subject"]?.name, let object = value["object"]?.name,
            let predicate = value["predicate"]?.text, !subject.isEmpty, !object.isEmpty,
            !predicate.isEmpty
        else {
            throw InputError(
                "this is no edge of KGX", at: place(),
                hint: "an edge has `subject`, `predicate` and `object`")
        }
        return elements.relationship(
            subject: subject, predicate: predicate, object: object,
            properties: properties(value, except: ["subject", "predicate", "object"]), line: line)
    }

    /// Members that no property can hold, such as objects, are counted in the notes.
    private func properties(_ value: JSONValue, except names: [String]) -> [ElementProperty] {
        guard case .object(let members) = value else { return [] }
        var properties: [ElementProperty] = []
        var seen: Set<ExactText> = []
        // The last of two members with one name counts, as everywhere in JSON.
        for member in members.reversed() where !names.contains(member.key) {
            guard seen.insert(ExactText(member.key)).inserted else { continue }
            if case .null = member.value { continue }
            if let property = member.value.property {
                properties.append(ElementProperty(member.key, property))
            } else {
                notes["`\(member.key)`, which no property can hold, left out", default: 0] += 1
            }
        }
        return properties.reversed()
    }
}

extension JSONValue {
    /// A text, or an integer as a text.
    fileprivate var name: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
