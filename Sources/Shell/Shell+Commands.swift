internal import Foundation
internal import JSONRecords
internal import MedGraph
internal import ResultPrinting

extension Shell {
    /// Carries out a command. Returns whether it succeeded.
    func carryOut(command text: String, _ place: Place?) -> Bool {
        let parts = text.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        let name = parts.first.map { $0.lowercased() } ?? ""
        let rest = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
        switch name {
        case "schema": return showSchema(place)
        case "explain", "profile": return plan(name.uppercased(), place)
        case "param": return setParameter(rest, place)
        case "params": return showParameters()
        case "begin": return begin(rest, place)
        case "commit": return endTransaction("committed", place, connection.commit)
        case "rollback":
            return endTransaction("rolled back", place, connection.rollback)
        case "source": return source(rest, place)
        case "format": return chooseFormat(rest, place)
        case "rows": return chooseRows(rest, place)
        case "neighbours": return drawNeighbours(rest, place)
        case "seed": return chooseSeed(rest, place)
        case "help": return help(rest, place)
        case "quit", "exit":
            isEnded = true
            return true
        default:
            let near = ShellCommand.all.first { $0.name.hasPrefix(name) && !name.isEmpty }
            return complain(
                "there is no command `:\(name)`",
                hint: near.map { "did you mean `:\($0.name)`?" } ?? "`:help` lists the commands",
                place)
        }
    }

    /// Says how a command is written.
    func refuse(_ name: String, _ place: Place?) -> Bool {
        complain(
            "`:\(name)` does not take that",
            hint: "write `\(ShellCommand.named(name)?.usage ?? name)`; `:help \(name)` says more",
            place)
    }

    /// A line for a person, who would otherwise not see that anything happened.
    private func confirm(_ text: String) -> Bool {
        if surroundings.isInteractive { write(text + "\n") }
        return true
    }

    private func help(_ rest: String, _ place: Place?) -> Bool {
        guard !rest.isEmpty else {
            write(ShellCommand.overview)
            return true
        }
        let name = rest.hasPrefix(":") ? String(rest.dropFirst()) : rest
        guard let command = ShellCommand.named(name) else {
            return complain(
                "there is no command `:\(name)`", hint: "`:help` lists the commands", place)
        }
        write("\(command.usage)\n\(command.summary)\n")
        if !command.details.isEmpty { write(command.details + "\n") }
        return true
    }

    /// `:explain` and `:profile` without a query.
    private func plan(_ word: String, _ place: Place?) -> Bool {
        guard let lastQuery else {
            return complain("there is no last query to \(word.lowercased())", place)
        }
        return show(query: "\(word) \(lastQuery)", place)
    }

    // MARK: Transactions

    private func begin(_ rest: String, _ place: Place?) -> Bool {
        guard rest.isEmpty || rest == "read" else { return refuse("begin", place) }
        var options = RunOptions()
        options.cancellation = interrupts.begin()
        defer { interrupts.end() }
        do { try connection.begin(readOnly: rest == "read", options: options) } catch {
            report(error, place)
            return false
        }
        return confirm(
            rest == "read"
                ? "a transaction that reads is open: it sees the graph as it is now"
                : "a transaction is open: end it with `:commit` or `:rollback`")
    }

    private func endTransaction(
        _ word: String, _ place: Place?, _ end: () throws(MedGraphError) -> Void
    ) -> Bool {
        do { try end() } catch {
            report(error, place)
            return false
        }
        return confirm("the transaction is \(word)")
    }

    // MARK: Parameters

    private func setParameter(_ rest: String, _ place: Place?) -> Bool {
        let first = rest.prefix { !$0.isWhitespace && $0 != "=" }
        let name = String(first.first == "$" ? first.dropFirst() : first)
        guard !name.isEmpty else { return refuse("param", place) }
        // Other shells write `NAME = VALUE` and `NAME => VALUE`.
        let text = String(rest.dropFirst(first.count)).trimmingCharacters(in: .whitespaces)
            .replacing(/^=>?\s*/, with: "")
        var value: QueryValue?
        if !text.isEmpty {
            guard let given = parameterValue(text, place) else { return false }
            value = given
        }
        let index = parameters.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }
        switch (index, value) {
        case (let index?, let value?): parameters[index].value = value
        case (let index?, nil): parameters.remove(at: index)
        case (nil, let value?): parameters.append((name, value))
        case (nil, nil): return complain("there is no parameter `$\(name)`", place)
        }
        return true
    }

    /// JSON, or text in quotes as the language writes it, or else the text itself.
    private func parameterValue(_ text: String, _ place: Place?) -> QueryValue? {
        if let json = try? JSONParser.parse(text) {
            if let value = QueryValue(json) { return value }
            complain("a parameter cannot have a value of that kind", place)
            return nil
        }
        guard text.first == "'" else { return .string(text) }
        do {
            let rows = try database.run("RETURN \(text) AS value")
            if let value = rows.first?["value"], rows.columns == ["value"] { return value }
        } catch {
            report(error, place)
        }
        return nil
    }

    private func showParameters() -> Bool {
        guard !parameters.isEmpty else { return confirm("no parameter has a value") }
        write(
            ResultTable(
                header: ["parameter", "value"],
                rows: parameters.map { ["$\($0.name)", $0.value.description] },
                layout: ResultTable.Layout(width: surroundings.width())
            ).text)
        return true
    }

    // MARK: Choices

    private func chooseFormat(_ rest: String, _ place: Place?) -> Bool {
        guard !rest.isEmpty else {
            write(format.rawValue + "\n")
            return true
        }
        guard let chosen = ResultFormat(rawValue: rest) else {
            return complain(
                "there is no form `\(rest)`",
                hint: "the forms are "
                    + ResultFormat.allCases.map(\.rawValue).joined(separator: ", "), place)
        }
        format = chosen
        return true
    }

    private func chooseRows(_ rest: String, _ place: Place?) -> Bool {
        if rest.isEmpty {
            write((rowCountMax.map { "\($0)" } ?? "all") + "\n")
        } else if rest == "all" {
            rowCountMax = nil
        } else if let count = Int(rest), count > 0 {
            rowCountMax = count
        } else {
            return refuse("rows", place)
        }
        return true
    }

    private func chooseSeed(_ rest: String, _ place: Place?) -> Bool {
        if rest.isEmpty {
            write((seed.map { "\($0)" } ?? "none") + "\n")
        } else if rest == "none" {
            seed = nil
        } else if let number = Int64(rest) {
            seed = number
        } else {
            return refuse("seed", place)
        }
        return true
    }

    // MARK: Files

    private static let sourceDepthMax = 16

    private func source(_ rest: String, _ place: Place?) -> Bool {
        let name = Self.unquoted(rest)
        guard !name.isEmpty else { return refuse("source", place) }
        guard sourceDepth < Self.sourceDepthMax else {
            return complain(
                "`:source` is nested more than \(Self.sourceDepthMax) deep",
                hint: "does a file name itself?", place)
        }
        let path = (name as NSString).expandingTildeInPath
        let text: String
        do { text = try String(contentsOfFile: path, encoding: .utf8) } catch {
            return complain(
                "cannot read `\(name)`: "
                    + (FileManager.default.fileExists(atPath: path)
                        ? "it is no text in UTF-8, or may not be read" : "there is no such file"),
                place)
        }
        sourceDepth += 1
        defer { sourceDepth -= 1 }
        return run(script: text, from: name)
    }

    /// Runs queries and commands up to the first that fails. Returns whether none did.
    private func run(script: String, from source: String) -> Bool {
        var buffer = InputBuffer()
        for line in script.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            for input in buffer.take(String(line)) {
                guard carryOut(input, in: source) else { return false }
                if isEnded { return true }
            }
        }
        guard let rest = buffer.finish() else { return true }
        return carryOut(rest, in: source)
    }

    /// A text without the quotes around it.
    static func unquoted(_ text: String) -> String {
        guard let quote = text.first, quote == "'" || quote == "\"", text.count > 1,
            text.last == quote
        else { return text }
        return String(text.dropFirst().dropLast())
    }
}
