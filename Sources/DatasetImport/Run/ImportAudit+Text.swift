internal import Diagnostics
internal import MedGraph

extension ImportAudit {
    /// The audit for people: tables with aligned columns, and notes only where there is something
    /// to note. Ends with a line end.
    package var text: String {
        var lines: [String] = []
        lines += files.lines
        lines.append("")
        lines += counts.lines
        let notes = notes
        if !notes.isEmpty {
            lines.append("")
            lines += TextTable(header: [], rows: notes.map { [$0.what, $0.count.grouped] }).lines
        }
        if let identification { lines += [""] + identification.lines + [""] }
        for table in tables {
            for (note, count) in table.notes.sorted(by: { $0.key < $1.key }) {
                lines.append("\(table.file): \(count.grouped) \(note)")
            }
        }
        for table in tables where !table.unusedColumnNames.isEmpty {
            lines.append(
                "columns of \(table.file) that the mapping does not name: "
                    + table.unusedColumnNames.quotedList)
        }
        if !unusedFiles.isEmpty {
            let what = mapping.file.isEmpty ? "are not read" : "the mapping does not read"
            lines.append("files that \(what): \(unusedFiles.quotedList)")
        }
        for issue in report.issues {
            lines.append("\(issue.origin.name):\(issue.line): \(issue.problem.description)")
        }
        lines.append("source: \(sourceText)")
        switch outcome {
        case .loaded: break
        case .checked: lines.append("checked only: nothing was loaded")
        case .refused: lines.append("refused: nothing was loaded")
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private var files: TextTable {
        TextTable(
            header: ["file", "rows", "node rows", "relationship rows"],
            rows: tables.map {
                [
                    $0.file, $0.rowCount.grouped, $0.nodeRowCount.grouped,
                    $0.relationshipRowCount.grouped,
                ]
            })
    }

    /// A check makes nothing, so it has nothing to tell but what it read.
    private var counts: TextTable {
        guard outcome != .checked else {
            return TextTable(
                header: ["", "read"],
                rows: [
                    ["nodes", report.nodes.read.grouped],
                    ["relationships", report.relationships.read.grouped],
                ])
        }
        return TextTable(
            header: ["", "read", "made", "merged", "of these the same again"],
            rows: [
                row("nodes", report.nodes, report.duplicateNodes),
                row("relationships", report.relationships, report.duplicateRelationships),
            ])
    }

    private func row(_ name: String, _ counts: LoadReport.Counts, _ duplicates: Int) -> [String] {
        [
            name, counts.read.grouped, counts.made.grouped, counts.merged.grouped,
            duplicates.grouped,
        ]
    }

    private var notes: [(what: String, count: Int)] {
        let dangling =
            switch policy {
            case .refuse: "refused"
            case .skip: "left out"
            case .stub: "given a stub"
            }
        return [
            ("relationships the source has both ways, stored once", report.mirroredRelationships),
            (
                "relationships with an end that is no node, \(dangling)",
                report.danglingRelationships
            ),
            ("nodes that these lack", report.missingNodes),
            ("nodes made as stubs", report.stubNodes),
            ("properties with two values, the first stays", report.conflictingProperties),
        ].filter { $0.1 > 0 }
    }

    private var sourceText: String {
        let source = mapping.source
        let name = source.version.isEmpty ? source.name : "\(source.name) \(source.version)"
        return "\(name), \(source.license)" + (mapping.url.map { ", \($0)" } ?? "")
    }
}
