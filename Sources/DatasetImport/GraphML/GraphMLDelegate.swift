internal import Diagnostics
internal import Foundation
internal import FoundationXML
internal import MedGraph

/// Takes the elements of GraphML from the XML parser and makes nodes and relationships of them.
final class GraphMLDelegate: NSObject, XMLParserDelegate {
    private let file: InputFile
    private let source: Source
    private let space: NameSpace
    private let pass: Pass
    private let batcher: ElementBatcher
    private var keys: [String: GraphMLKey] = [:]
    private var openKey: GraphMLKey?
    private var item: Item?
    private var dataKey: String?
    private var text = ""
    private var isInDefault = false
    private var isUndirected = false
    /// Elements within `<data>`, which belong to programs that draw.
    private var foreignDepth = 0
    /// How many elements are open. The parser says nothing when the file ends before they do.
    private(set) var openElementCount = 0
    private(set) var hasGraph = false
    private(set) var elementCount = 0
    private(set) var notes: [String: Int] = [:]
    private(set) var problem: InputError?

    /// A node or an edge while it is read.
    private struct Item {
        let isNode: Bool
        let attributes: [String: String]
        let line: Int
        var data: [(key: String, text: String)] = []

        /// Labels or type: an attribute, or the data that Neo4j's writers repeat it in.
        var classification: String? {
            let name = isNode ? "labels" : "label"
            return attributes[name] ?? data.first { $0.key == name }?.text
        }
    }

    /// The type of edges for which the file names none.
    private static let relationshipType = "RELATED_TO"

    init(_ file: InputFile, _ scope: ElementScope, _ pass: Pass, _ batcher: ElementBatcher) {
        self.file = file
        source = scope.source
        space = NameSpace(name: "", stubLabel: scope.label ?? Neo4jReader.stubLabel)
        self.pass = pass
        self.batcher = batcher
    }

    private func fail(_ parser: XMLParser, _ message: String, hint: String? = nil) {
        fail(
            parser,
            InputError(
                message,
                at: .init(file: file.name, line: parser.lineNumber, column: parser.columnNumber),
                hint: hint))
    }

    private func fail(_ parser: XMLParser, _ error: InputError) {
        problem = problem ?? error
        parser.abortParsing()
    }

    // MARK: Elements

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
        qualifiedName: String?, attributes: [String: String]
    ) {
        openElementCount += 1
        guard problem == nil else { return }
        guard dataKey == nil else {
            foreignDepth += 1
            return
        }
        switch name {
        case "graphml", "desc": break
        case "key":
            do throws(GraphMLKey.Problem) { openKey = try GraphMLKey(attributes) } catch {
                fail(parser, error.message, hint: error.hint)
            }
        case "default": (isInDefault, text) = (true, "")
        case "graph":
            guard !hasGraph else {
                return fail(
                    parser, "there is a second `<graph>`, or one within another",
                    hint: "give each graph a file of its own")
            }
            hasGraph = true
            isUndirected = attributes["edgedefault"] == "undirected"
        case "node", "edge":
            item = Item(isNode: name == "node", attributes: attributes, line: parser.lineNumber)
        case "data":
            guard let key = attributes["key"] else {
                return fail(parser, "a `<data>` has no `key`")
            }
            (dataKey, text, foreignDepth) = (key, "", 0)
        case "port", "hyperedge":
            fail(
                parser, "`<\(name)>` is not read",
                hint: "write it as nodes and edges")
        default: fail(parser, "`<\(name)>` is no element of GraphML")
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if (dataKey != nil && foreignDepth == 0) || isInDefault { text += string }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if (dataKey != nil && foreignDepth == 0) || isInDefault {
            text += String(decoding: block, as: UTF8.self)
        }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
        qualifiedName: String?
    ) {
        openElementCount -= 1
        guard problem == nil else { return }
        if foreignDepth > 0, dataKey != nil, name != "data" {
            foreignDepth -= 1
            if foreignDepth == 0 { dataKey = "" }
            return
        }
        switch name {
        case "default":
            isInDefault = false
            openKey?.defaultText = text
        case "key":
            if let key = openKey { keys[key.id] = key }
            openKey = nil
        case "data":
            if let key = dataKey, !key.isEmpty { item?.data.append((key, text)) }
            if dataKey == "" { notes["drawings in `<data>` left out", default: 0] += 1 }
            dataKey = nil
        case "node", "edge":
            guard let finished = item else { return }
            item = nil
            elementCount += 1
            do throws(InputError) { try finish(finished, parser) } catch { fail(parser, error) }
        default: break
        }
    }

    // MARK: Nodes and edges

    private func finish(_ item: Item, _ parser: XMLParser) throws(InputError) {
        guard item.isNode == (pass == .nodes) else {
            if !item.isNode { noteDirection(item) }
            return
        }
        let properties = try properties(item, parser)
        if item.isNode {
            try batcher.add(try node(item, properties))
        } else {
            try batcher.add(try edge(item, properties))
        }
    }

    private func noteDirection(_ item: Item) {
        let isDirected = item.attributes["directed"].map { $0 == "true" } ?? !isUndirected
        if !isDirected {
            notes["edges without direction, stored as the file writes them", default: 0] += 1
        }
    }

    private func properties(
        _ item: Item, _ parser: XMLParser
    ) throws(InputError) -> [ElementProperty] {
        var properties: [ElementProperty] = []
        var seen: Set<ExactText> = []
        func add(_ key: GraphMLKey, _ text: String) throws(InputError) {
            guard seen.insert(ExactText(key.name)).inserted else {
                throw error("`\(key.name)` stands twice", item)
            }
            do throws(GraphMLKey.Problem) {
                properties.append(ElementProperty(key.name, try key.value(of: text)))
            } catch {
                throw self.error(error.message, item, hint: error.hint)
            }
        }
        for (id, text) in item.data {
            if id == (item.isNode ? "labels" : "label") { continue }
            guard let key = keys[id] else {
                throw error("there is no `<key>` `\(id)`", item)
            }
            try add(key, text)
        }
        for key in keys.values.sorted(by: { $0.id < $1.id }) {
            guard let text = key.defaultText, key.isFor(item.isNode ? "node" : "edge"),
                !item.data.contains(where: { $0.key == key.id })
            else { continue }
            try add(key, text)
        }
        return properties
    }

    private func node(
        _ item: Item, _ all: [ElementProperty]
    ) throws(InputError) -> NodeElement {
        guard let id = item.attributes["id"], !id.isEmpty else {
            throw error("the node has no `id`", item)
        }
        var properties = all
        let labels = item.classification.map(GraphMLLabels.labels)
        let found = labels ?? [space.stubLabel]
        var identity: NamedNodeBatch.Identity?
        if !ElementNames.isBlank(id) {
            let own = properties.first { $0.name == ElementNames.keyProperty }
            if own == nil, found.isEmpty {
                properties.append(ElementProperty(ElementNames.keyProperty, .string(id)))
            } else if let label = found.first, own == nil || own?.value == .string(id) {
                identity = .init(label: label, keyProperty: ElementNames.keyProperty)
                properties.removeAll { $0.name == ElementNames.keyProperty }
            }
        }
        return NodeElement(
            name: .text(id), space: space, identity: identity, labels: found,
            properties: properties, line: item.line)
    }

    private func edge(
        _ item: Item, _ all: [ElementProperty]
    ) throws(InputError) -> RelationshipElement {
        guard let start = item.attributes["source"], let end = item.attributes["target"] else {
            throw error("the edge has no `source` or no `target`", item)
        }
        var source = self.source
        var sourceTexts: [String: String] = [:]
        var properties: [ElementProperty] = []
        for property in all {
            switch (property.name, property.value) {
            case (ElementNames.source, .string(let text)),
                (ElementNames.sourceVersion, .string(let text)),
                (ElementNames.sourceLicense, .string(let text)):
                sourceTexts[property.name] = text
            default: properties.append(property)
            }
        }
        if let name = sourceTexts[ElementNames.source] {
            source = Source(
                name: name, version: sourceTexts[ElementNames.sourceVersion] ?? "",
                license: sourceTexts[ElementNames.sourceLicense] ?? "")
        }
        return RelationshipElement(
            type: item.classification ?? Self.relationshipType,
            start: .init(name: .text(start), space: space),
            end: .init(name: .text(end), space: space), source: source, properties: properties,
            line: item.line)
    }

    private func error(_ message: String, _ item: Item, hint: String? = nil) -> InputError {
        InputError(message, at: .init(file: file.name, line: item.line), hint: hint)
    }
}
