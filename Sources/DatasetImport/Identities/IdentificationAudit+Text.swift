internal import Diagnostics

extension IdentificationAudit {
    /// How many cases of each kind are shown.
    private static let shownCountMax = 10

    /// The lines of the audit for people.
    var lines: [String] {
        let (merges, cases) = (merges, cases)
        let joined = merges.filter { $0.met.count > 1 }
        var rows: [(String, Int)] = [
            ("rows of the identity files", identities.counts.read),
            ("classes of identifiers they make", identities.classes.classes.count),
            ("identifiers that this import names and another stands for", renamedCount),
            ("nodes that this import names by several identifiers, made one", joined.count),
            ("identifiers of this import that stay apart, being ambiguous", unjoinedCount),
            ("relationships between two identifiers of one node, left out", loopCount),
            (
                "nodes that earlier imports made under another identifier, and that stay",
                strays.count
            ),
        ]
        rows.removeAll { $0.1 == 0 }
        var lines = TextTable(header: [], rows: rows.map { [$0.0, $0.1.grouped] }).lines
        // Where nodes are made one within the import, those are what a person should look at.
        lines += Self.shown(
            (joined.isEmpty ? merges : joined).map { merge in
                "one node: \(merge.id) stands for \(merge.met.filter { $0 != merge.id }.joined(separator: ", "))"
            })
        lines += Self.shown(
            cases.map { found in
                "stays apart: \(found.met.joined(separator: ", ")) "
                    + "(\(found.ambiguity.reason.rawValue): "
                    + "\(found.ambiguity.ids.joined(separator: ", ")))"
            })
        lines += Self.shown(
            loops.map { loop in
                "\(loop.file):\(loop.line): \(loop.type) left out: \(loop.start) and \(loop.end) "
                    + "are one node"
            })
        lines += Self.shown(
            strays.map { stray in
                "in the database already: \(stray.key), which this import calls \(stray.id)"
            })
        if !labelsNotMet.isEmpty {
            lines.append("labels of which the import has no node: \(labelsNotMet.quotedList)")
        }
        return lines
    }

    private static func shown(_ cases: [String]) -> [String] {
        guard cases.count > shownCountMax else { return cases }
        return cases.prefix(shownCountMax)
            + ["… and \((cases.count - shownCountMax).grouped) more; `--report` has all"]
    }

    private var renamedCount: Int {
        merges.reduce(0) { $0 + $1.met.count - ($1.met.contains($1.id) ? 1 : 0) }
    }

    private var unjoinedCount: Int { cases.reduce(0) { $0 + $1.met.count } }
}
