package import MedGraph
internal import ResultPrinting

/// Carries out queries and commands, and says what came of them. It knows no terminal.
package final class Shell {
    /// Where the shell writes, and how much room is there.
    package struct Surroundings {
        /// Whether a person reads along: then results have a line about their rows and their time.
        package var isInteractive: Bool
        /// The columns of the terminal; nil for as many as are needed. It is asked for each table.
        package var width: () -> Int?
        /// Takes results.
        package var output: (String) -> Void
        /// Takes mistakes and warnings.
        package var messages: (String) -> Void

        package init(
            isInteractive: Bool, width: @escaping () -> Int?, output: @escaping (String) -> Void,
            messages: @escaping (String) -> Void
        ) {
            self.isInteractive = isInteractive
            self.width = width
            self.output = output
            self.messages = messages
        }
    }

    /// Where an input stands: `FILE:LINE`; nil for one that was typed.
    typealias Place = (source: String, line: Int)

    /// As many rows of a table are shown to a person who said nothing else.
    private static let rowCountMax = 200

    let connection: Connection
    let surroundings: Surroundings
    let interrupts: Interrupts
    var format = ResultFormat.table
    var parameters: [(name: String, value: QueryValue)] = []
    var seed: Int64?
    var rowCountMax: Int?
    /// Without `EXPLAIN` and `PROFILE`, which the commands of these names put before it.
    var lastQuery: String?
    /// How many `:source` commands are at work.
    var sourceDepth = 0
    /// Whether `:quit` was met.
    package internal(set) var isEnded = false

    package init(_ database: Database, _ surroundings: Surroundings, _ interrupts: Interrupts) {
        connection = database.connect()
        self.surroundings = surroundings
        self.interrupts = interrupts
        rowCountMax = surroundings.isInteractive ? Self.rowCountMax : nil
    }

    var database: Database { connection.database }

    func write(_ text: String) { surroundings.output(text) }

    /// Whether a transaction is open.
    package var isInTransaction: Bool { connection.state != .none }

    /// Rolls back a transaction that nobody ended. Returns whether there was one.
    package func end() -> Bool {
        guard isInTransaction else { return false }
        try? connection.rollback()
        surroundings.messages(
            "the transaction was not committed, and is rolled back: nothing of it is kept\n")
        return true
    }

    /// Carries out one input. Returns whether it succeeded; if not, it was said why.
    func carryOut(_ input: InputBuffer.Input, in source: String?) -> Bool {
        let place = source.map { Place(source: $0, line: input.line) }
        switch input.kind {
        case .command: return carryOut(command: input.text, place)
        case .query:
            lastQuery = QueryLanguage.withoutPlanWord(input.text)
            return show(query: input.text, place)
        }
    }
}

// MARK: Queries

extension Shell {
    /// Runs a query and shows its result.
    func show(query: String, _ place: Place?) -> Bool {
        guard let rows = run(query, place) else { return false }
        for warning in rows.summary.warnings { surroundings.messages(warning.rendering) }
        // A row alone is looked at, not compared: nothing of it is cut off.
        let layout = ResultTable.Layout(
            width: surroundings.width(), rowCountMax: rowCountMax, isWrapping: rows.count == 1)
        let hasRows = !rows.columns.isEmpty
        if hasRows { write(ResultText.text(of: rows, format, layout: layout)) }
        if surroundings.isInteractive { write(footer(rows, hasRows: hasRows) + "\n") }
        return true
    }

    /// Runs a query with the parameters and the seed of the shell; nil when it failed, which was
    /// said then.
    func run(
        _ query: String, parameters: [String: QueryValue]? = nil, _ place: Place?
    ) -> Rows? {
        var options = RunOptions()
        options.seed = seed
        options.cancellation = interrupts.begin()
        defer { interrupts.end() }
        do {
            return try connection.run(
                query, parameters: parameters ?? namedParameters, options: options)
        } catch {
            report(error, place)
            return nil
        }
    }

    private var namedParameters: [String: QueryValue] {
        Dictionary(parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    }

    /// `3 rows, 1.2 ms`
    private func footer(_ rows: Rows, hasRows: Bool) -> String {
        var parts: [String] = []
        if rows.summary.explanation == nil, hasRows {
            parts.append("\(rows.count) row\(rows.count == 1 ? "" : "s")")
        }
        if let changes = ResultText.text(of: rows.summary.changes) {
            parts.append(changes)
        } else if !hasRows {
            parts.append("nothing changed")
        }
        if let seed = rows.summary.seed { parts.append("seed \(seed)") }
        parts.append(Self.time(rows.summary.elapsedMicroseconds))
        return parts.joined(separator: ", ")
    }

    /// `0.12 ms`, `3.4 s`: two digits at least, three at most.
    static func time(_ microseconds: Double) -> String {
        let (value, unit) =
            microseconds < 1_000_000
            ? (microseconds / 1_000, "ms") : (microseconds / 1_000_000, "s")
        let digits = value < 1 ? 100.0 : value < 100 ? 10.0 : 1.0
        let rounded = (value * digits).rounded() / digits
        return (digits == 1 ? "\(Int(rounded))" : "\(rounded)") + " " + unit
    }

    /// Says what went wrong, and what became of an open transaction.
    func report(_ error: MedGraphError, _ place: Place?) {
        switch error {
        case .query(let problems) where problems[0].type == "Cancelled":
            surroundings.messages("the query was stopped\n")
        case .query(let problems):
            if let place {
                let line = place.line + problems[0].line - 1
                surroundings.messages("\(place.source):\(line): the query failed\n")
            }
            surroundings.messages(problems.map(\.rendering).joined(separator: "\n"))
        default: complain(error.description, place)
        }
        guard connection.state == .failed else { return }
        try? connection.rollback()
        surroundings.messages("the transaction is rolled back: nothing of it is kept\n")
    }

    /// Says that a command failed. Returns false, for the caller to return.
    @discardableResult
    func complain(_ message: String, hint: String? = nil, _ place: Place?) -> Bool {
        let prefix = place.map { "\($0.source):\($0.line): " } ?? ""
        surroundings.messages("\(prefix)error: \(message)\n")
        if let hint { surroundings.messages("  = hint: \(hint)\n") }
        return false
    }
}
