internal import ClinicalNotes
internal import Corpus
internal import DatasetImport
internal import Diagnostics
internal import JSONRecords
internal import NoteGeneration
internal import ResultPrinting

/// What `medgraph corpus` shows, as tables for people or as JSON lines for programs.
struct CorpusPrinter {
    let isTable: Bool
    /// The columns of the terminal; nil for as many as are needed.
    let width: Int?

    private func table(_ header: [String], _ rows: [[String]]) -> String {
        ResultTable(header: header, rows: rows, layout: .init(width: width)).text
    }

    private func lines(_ values: [JSONValue]) -> String { values.map { $0.text + "\n" }.joined() }

    private func more(_ count: Int, _ countMax: Int) -> String {
        isTable && count > countMax ? "… more behind `--limit \(countMax)`\n" : ""
    }

    // MARK: Lists

    func list(_ work: [WorkLine], countMax: Int) -> String {
        let shown = work.prefix(countMax)
        guard isTable else { return lines(shown.map(Self.json)) }
        let rows = shown.map { line in
            [
                line.note.map(String.init) ?? "", line.context, line.language, line.model,
                line.state, Self.oneLine(line.beginning ?? line.failure ?? "", 60),
            ]
        }
        return table(["note", "context", "language", "model", "state", "text"], rows)
            + more(work.count, countMax)
    }

    private static func json(_ line: WorkLine) -> JSONValue {
        .object([
            .init(key: "note", value: line.note.map { .integer($0) } ?? .null),
            .init(key: "context", value: .string(line.context)),
            .init(key: "icd10", value: .string(line.icd10)),
            .init(key: "language", value: .string(line.language)),
            .init(key: "generator", value: .string(line.generator)),
            .init(key: "model", value: .string(line.model)),
            .init(key: "state", value: .string(line.state)),
            .init(key: "failure", value: line.failure.map { .string($0) } ?? .null),
        ])
    }

    func hits(_ hits: [SearchHit], countMax: Int) -> String {
        let shown = hits.prefix(countMax)
        guard isTable else { return lines(shown.map(Self.json)) }
        let rows = shown.map { [String($0.note), $0.context, $0.language, $0.excerpt] }
        return table(["note", "context", "language", "text"], rows) + more(hits.count, countMax)
    }

    private static func json(_ hit: SearchHit) -> JSONValue {
        .object([
            .init(key: "note", value: .integer(hit.note)),
            .init(key: "context", value: .string(hit.context)),
            .init(key: "icd10", value: .string(hit.icd10)),
            .init(key: "language", value: .string(hit.language)),
            .init(key: "excerpt", value: .string(hit.excerpt)),
        ])
    }

    private static func oneLine(_ text: String, _ countMax: Int) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return DisplayWidth.shortened(line, to: countMax)
    }

    // MARK: A note

    func note(_ note: Note) -> String {
        guard isTable else { return lines([note.json]) }
        var text = "note \(note.number), \(note.id)\n"
        text += "context \(note.prompt.context), \(note.prompt.icd10), \(note.prompt.language), "
        text += "template \(note.prompt.template)\n"
        text += "by \(note.generator.name), \(note.generator.model)\n"
        if let prompt = note.promptTokenCount, let completion = note.completionTokenCount {
            text += "\(prompt.counted("token")) of the prompt, \(completion.grouped) of the note\n"
        }
        text += "\n" + Self.printable(note.text) + "\n\n"
        if let labels = note.labels { text += "labels \(ResultTable.printable(labels.text))\n\n" }
        text += spans(note)
        if case .object(let members) = note.scores, !members.isEmpty {
            text += "\n" + table(["score", "value"], members.map { [$0.key, $0.value.text] })
        }
        return text
    }

    private func spans(_ note: Note) -> String {
        let scalars = Array(note.text.unicodeScalars)
        let rows = note.spans.map { span in
            [
                "\(span.start)–\(span.end)",
                String(String.UnicodeScalarView(scalars[span.start..<span.end])), span.label,
                span.key, span.negated ? "yes" : "",
            ]
        }
        return table(["place", "words", "label", "key", "denied"], rows)
    }

    /// Control characters that end no line are made visible: a terminal would obey them.
    private static func printable(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .map { ResultTable.printable(String($0)) }.joined(separator: "\n")
    }

    // MARK: Statistics

    func report(_ report: CorpusReport) -> String {
        guard isTable else { return lines([report.json]) }
        var text = "\(report.promptCount.counted("prompt"))\n\n"
        let header = [
            "generator", "model", "notes", "failed", "waiting", "requests", "prompt tokens",
            "note tokens",
        ]
        text += table(header, report.parts.map { Self.row($0.statistics) })
        for part in report.parts {
            for failure in part.statistics.failures {
                text += "\(part.statistics.generator.model): \(failure.kind) \(failure.count)\n"
            }
        }
        for part in report.parts where part.statistics.doneCount > 0 { text += scores(part) }
        return text
    }

    private static func row(_ statistics: GeneratorStatistics) -> [String] {
        [statistics.generator.name, statistics.generator.model]
            + [
                statistics.doneCount, statistics.failedCount, statistics.waitingCount,
                statistics.requestCount, statistics.promptTokenCount,
                statistics.completionTokenCount,
            ].map(\.grouped)
    }

    private func scores(_ part: CorpusReport.Part) -> String {
        let generator = part.statistics.generator
        var text = "\n\(generator.name), \(generator.model), \(generator.settings.text)\n"
        let rows = part.scores.lines.map { line in
            [line.name] + [line.mean, line.least, line.most].map(Self.rounded)
                + [line.noteCount.grouped]
        }
        text += table(["score", "mean", "least", "most", "notes"], rows)
        if case .object(let members) = part.diversity, !members.isEmpty {
            text +=
                "\n"
                + table(["diversity", "value"], members.map { [$0.key, Self.rounded($0.value)] })
        }
        return text
    }

    private static func rounded(_ value: JSONValue) -> String {
        if case .float(let number) = value { return rounded(number) }
        return value.text
    }

    private static func rounded(_ number: Double) -> String {
        String((number * 1000).rounded() / 1000)
    }
}
