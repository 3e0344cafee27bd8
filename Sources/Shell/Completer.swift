internal import MedGraph
internal import ResultPrinting

/// Finds what can stand in place of the word before the cursor.
struct Completer {
    /// The names that the graph has.
    struct Names: Equatable {
        var labels: [String] = []
        var types: [String] = []
        var keys: [String] = []
        /// The properties by the label or type that has them.
        var keysByOwner: [String: [String]] = [:]

        init() {}

        init(_ information: Information) {
            labels = information.labels.map(\.name)
            types = information.types.map(\.name)
            let properties =
                information.labels.flatMap(\.properties) + information.types.flatMap(\.properties)
            keys = Set(properties.map(\.key)).sorted()
            let owners =
                information.labels.map { ($0.name, $0.properties) }
                + information.types.map { ($0.name, $0.properties) }
            for (name, properties) in owners {
                keysByOwner[name, default: []] += properties.map(\.key)
            }
        }
    }

    /// What separates words.
    static let wordBreaks = " \t\n()[]{}<>=,;:.|+-*/%^&!'\"`$"

    var names = Names()
    var parameters: [String] = []

    /// The words that can stand there, in the order of the alphabet.
    ///
    /// - Parameter before: what stands before the word: on its line, and on those above that belong
    ///   to the same query.
    func candidates(for word: String, before: String) -> [String] {
        if let words = commandWords(before) { return match(word, words) }
        let scan = QueryScan(before)
        let names = names(at: scan.place, in: scan.text)
        switch scan.open {
        case nil: break
        case ("`", let part)?: return rests(word, behind: part, of: names)
        default: return []
        }
        // Without a beginning nearly every keyword and function could stand there.
        let hasAll = scan.place == .expression && !word.isEmpty
        let language = hasAll ? QueryLanguage.keywords + QueryLanguage.functions : []
        return match(
            word, names.map { ($0, QueryLanguage.written($0)) } + language.map { ($0, $0) })
    }

    /// The names of the graph and of the query that can stand at a place.
    private func names(at place: QueryScan.Place, in text: String) -> [String] {
        switch place {
        case .label: names.labels
        case .type: names.types
        case .key: keys(in: text)
        case .parameter: parameters
        case .expression: QueryLanguage.variables(in: text)
        }
    }

    /// The properties of what stands before the word, where the query says what that is:
    /// `MATCH (d:Disease) WHERE d.` and `MATCH (d:Disease {`.
    private func keys(in text: String) -> [String] {
        var owners: [Substring] = []
        if let variable = text.firstMatch(of: /(\w+)\s*\.\s*$/)?.1 {
            owners = text.matches(of: /(\w+)\s*:\s*(\w+)/).filter { $0.1 == variable }.map(\.2)
        } else if let owner = text.firstMatch(of: /:\s*(\w+)\s*\{[^{}]*$/)?.1 {
            owners = [owner]
        }
        let keys = owners.flatMap { names.keysByOwner[String($0)] ?? [] }
        return keys.isEmpty ? names.keys : keys
    }

    /// What completes names in backticks, of which a part may stand before the word: blanks and
    /// signs end words.
    private func rests(_ word: String, behind part: String, of names: [String]) -> [String] {
        let rests = names.compactMap { name -> (String, String)? in
            let rest = QueryLanguage.quoted(name).dropFirst()
            guard rest.hasPrefix(part) else { return nil }
            let written = String(rest.dropFirst(part.count))
            return (String(written.dropLast()), written)
        }
        return match(word, rests)
    }

    private func match(_ word: String, _ candidates: [String]) -> [String] {
        match(word, candidates.map { ($0, $0) })
    }

    /// Those that begin with the word; in another case only when none does in its own.
    ///
    /// - Parameter candidates: what is compared with the word, and what is written in its place.
    private func match(
        _ word: String, _ candidates: [(name: String, written: String)]
    ) -> [String] {
        var found = candidates.filter { $0.name.hasPrefix(word) }
        if found.isEmpty {
            let lowered = word.lowercased()
            found = candidates.filter { $0.name.lowercased().hasPrefix(lowered) }
        }
        var known: Set<String> = []
        return found.sorted { $0.name < $1.name }.map(\.written).filter {
            known.insert($0).inserted
        }
    }

    // MARK: Commands

    /// What can stand on the line of a command; nil when it is the line of a query.
    private func commandWords(_ before: String) -> [String]? {
        let line = before.drop { $0 == " " || $0 == "\t" }
        guard line.first == ":", !before.contains("\n") else { return nil }
        let words = line.dropFirst().split(separator: " ", omittingEmptySubsequences: false)
        guard let command = words.first, words.count > 1 else {
            return ShellCommand.all.map(\.name)
        }
        if command == "explain" || command == "profile" { return nil }
        return words.count == 2 ? arguments(of: String(command)) : []
    }

    private func arguments(of command: String) -> [String] {
        switch command {
        case "format": ResultFormat.allCases.map(\.rawValue)
        case "help": ShellCommand.all.map(\.name)
        case "begin": ["read"]
        case "rows": ["all"]
        case "seed": ["none"]
        case "param": parameters
        default: []
        }
    }
}
