import DatasetImport
import MedGraph

/// A small graph with everything that files get wrong: texts with quotes, line ends and letters of
/// many scripts, lists of all types, floats that no decimal has, several labels, none, parallel
/// relationships that agree in everything, and sources.
struct RandomGraph {
    /// What the format to be tested can hold.
    struct Limits {
        var hasSources = true
        var hasControlCharacters = true
    }

    private var random: SplitMix64Numbers
    private let limits: Limits

    init(seed: UInt64, _ limits: Limits) {
        random = SplitMix64Numbers(state: seed)
        self.limits = limits
    }

    private static let names = [
        "name", "value", "a b", "é", "e\u{301}", "имя", "quote\"s", "it's", "`tick`", "x:y",
        "comma,semi;bar|", "<tag>&", "_source", "id2", "\u{1F9E0}",
    ]

    private static let labels = [
        "Disease", "Symptom", "Болезнь", "é", "e\u{301}", "With space", "co:lon", "ti`ck", "a|b;c",
        "<x>", "biolink:Thing", "lower",
    ]

    private static let types = [
        "HAS_SYMPTOM", "treats", "Mixed_Case", "пример", "with space", "biolink:odd", "A:B", "T`",
    ]

    private static let texts = [
        "", " ", "plain", "a,b;c|d", "say \"hi\"", "it's", "line\nend", "cr\r", "crlf\r\nend", "\t",
        "\\n", "\\", "<&>]]>", "Ünïcödé", "e\u{301}", "𝔘 🧠", "true", "1", "1.0", "NaN", "[]", "_:x",
        "{\"$float\": \"NaN\"}", "'", "`", "// no comment; /* nor */", "\u{85}\u{2028}",
    ]

    private static let floats: [Double] = [
        0, -0.0, 1, 1.5, -2.25, 0.1, 1e300, .leastNonzeroMagnitude, 1e16, 1e-7, .infinity,
        -.infinity, .nan,
        .greatestFiniteMagnitude, .pi,
    ]

    private static let integers: [Int64] = [0, 1, -1, 42, .max, .min, 1 << 53 + 1]

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(random.next() % UInt64(elements.count))]
    }

    private mutating func chance(_ one: UInt64, in all: UInt64) -> Bool {
        random.next() % all < one
    }

    private mutating func text() -> String {
        if limits.hasControlCharacters, chance(1, in: 20) { return "bell\u{7} nul\u{0} esc\u{1B}" }
        return pick(Self.texts)
    }

    private mutating func texts() -> [String] {
        // Tables cannot tell a list of one empty text from an empty list.
        let all = (0..<(1 + random.next() % 3)).map { _ in text() }
        return all == [""] ? ["x"] : all
    }

    private mutating func value() -> PropertyValue {
        switch random.next() % 9 {
        case 0: .boolean(chance(1, in: 2))
        case 1: .integer(pick(Self.integers))
        case 2: .float(pick(Self.floats))
        case 3: .list(.empty)
        case 4: .list(.booleans([true, false]))
        case 5: .list(.integers([pick(Self.integers), pick(Self.integers)]))
        case 6: .list(.floats([pick(Self.floats), pick(Self.floats)]))
        case 7: .list(.strings(texts()))
        default: .string(text())
        }
    }

    private mutating func properties(reserved: Set<String> = []) -> [PropertyColumn] {
        var seen: [[UInt8]] = []
        var columns: [PropertyColumn] = []
        for _ in 0..<(random.next() % 5) {
            let name = pick(Self.names)
            guard !seen.contains(Array(name.utf8)), !reserved.contains(name) else { continue }
            seen.append(Array(name.utf8))
            columns.append(PropertyColumn(key: name, cells: .values([value()])))
        }
        return columns
    }

    private mutating func labels(_ count: UInt64) -> [String] {
        var result: [String] = []
        for _ in 0..<count {
            let label = pick(Self.labels)
            if !result.contains(where: { $0.utf8.elementsEqual(label.utf8) }) {
                result.append(label)
            }
        }
        return result
    }

    private mutating func source() -> Source {
        guard limits.hasSources, chance(3, in: 4) else {
            return Source(name: "", version: "", license: "")
        }
        return pick([
            Source(name: "Hetionet", version: "1.0", license: "CC0"),
            Source(name: "A \"quoted\" name", version: "", license: "CC BY 4.0"),
            Source(name: "Источник", version: "2, revised", license: ""),
        ])
    }

    /// Fills a database: nodes with keys of three kinds, nodes without, and what joins them.
    mutating func load(into database: Database) throws {
        let loader = try database.beginLoad()
        let origin = LoadOrigin(name: "random")
        let space = NameSpace(name: "random", stubLabel: "Node")
        let nodeCount = 20 + random.next() % 20
        for number in 0..<nodeCount {
            var labels = labels(random.next() % 4)
            var identity: NamedNodeBatch.Identity?
            var names = KeyColumn.integers([Int64(number)])
            switch random.next() % 4 {
            case 0:
                labels.append("Term")
                identity = .init(label: "Term", keyProperty: "id")
                names = .strings(TextColumn(["T:\(number)"]))
            case 1:
                labels.append("Drug")
                identity = .init(label: "Drug", keyProperty: "title")
                names = .strings(TextColumn(["drug \"\(number)\", \(text())"]))
            case 2:
                labels.append("Gene")
                identity = .init(label: "Gene", keyProperty: "id")
            default: break
            }
            keys.append(names)
            try loader.add(
                NamedNodeBatch(
                    space: space, names: names, identity: identity, labels: labels,
                    properties: properties(), lines: [1]), from: origin)
        }
        for _ in 0..<60 {
            let start = RelationshipBatch.Endpoint(
                label: "Node", keyProperty: "id", keys: pick(keys), space: space)
            let end = RelationshipBatch.Endpoint(
                label: "Node", keyProperty: "id", keys: pick(keys), space: space)
            let batch = RelationshipBatch(
                type: pick(Self.types), source: source(), start: start, end: end,
                countsRows: true, properties: properties(reserved: ["_source"]), lines: [1])
            // Some of them are there twice or three times.
            for _ in 0..<(chance(1, in: 4) ? 1 + random.next() % 3 : 1) {
                try loader.add(batch, from: origin)
            }
        }
        _ = try loader.commit()
    }

    private var keys: [KeyColumn] = []
}

/// Numbers that are the same on every run.
struct SplitMix64Numbers {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
