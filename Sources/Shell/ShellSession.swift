package import Diagnostics
internal import Foundation
internal import Glibc
package import LineEditing
package import MedGraph

/// Brings lines to a ``Shell``: from a person at a terminal, or from a file or pipe.
package final class ShellSession {
    package let shell: Shell
    private let interrupts: Interrupts
    private var buffer = InputBuffer()
    /// The lines of the query that is being typed.
    private var pending: [String] = []
    private var completer = Completer()

    package init(_ database: Database, _ surroundings: Shell.Surroundings) {
        interrupts = Interrupts()
        shell = Shell(database, surroundings, interrupts)
    }

    // MARK: At a terminal

    /// Reads and carries out what a person types, until they leave.
    ///
    /// - Parameter makeReader: makes the reader of lines, which asks back for completions.
    package func converse(
        _ makeReader: (
            _ wordBreaks: String, _ completer: @escaping (String, String) -> [String]
        ) -> any LineReading
    ) {
        interrupts.listen()
        let reader = makeReader(Completer.wordBreaks) { [weak self] word, before in
            self?.candidates(word, before) ?? []
        }
        while !shell.isEnded {
            switch reader.readLine(prompt: prompt) {
            case .line(let line): take(line, reader)
            case .interrupted: drop()
            case .end:
                shell.write("\n")
                _ = shell.end()
                return
            }
        }
        _ = shell.end()
    }

    private var prompt: String {
        let name = shell.isInTransaction ? "medgraph*> " : "medgraph> "
        guard !buffer.isEmpty else { return name }
        return String(repeating: " ", count: name.count - 4) + "..> "
    }

    private func take(_ line: String, _ reader: any LineReading) {
        pending.append(line)
        let inputs = buffer.take(line)
        guard buffer.isEmpty || !inputs.isEmpty else { return }
        remember(inputs, reader)
        pending = []
        for input in inputs {
            guard shell.carryOut(input, in: nil), !shell.isEnded else { break }
        }
    }

    /// A query of several lines is called back as one, unless a line break in it means something.
    private func remember(_ inputs: [InputBuffer.Input], _ reader: any LineReading) {
        let lines = pending.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
        if inputs.allSatisfy(\.isJoinable) {
            reader.remember(lines.joined(separator: " "))
        } else {
            for line in lines { reader.remember(line) }
        }
    }

    private func drop() {
        buffer.clear()
        pending = []
    }

    private func candidates(_ word: String, _ before: String) -> [String] {
        if let information = try? shell.connection.information() {
            completer.names = Completer.Names(information)
        }
        completer.parameters = shell.parameters.map(\.name)
        let above = pending.map { $0 + "\n" }.joined()
        return completer.candidates(for: word, before: above + before)
    }

    // MARK: From a file or pipe

    /// Carries out the lines that `next` gives, up to the first input that fails. Returns whether
    /// none did.
    ///
    /// - Parameter source: how messages name where the lines come from.
    /// - Throws: what `next` throws; an open transaction is rolled back then.
    package func carryOut(
        linesOf source: String, _ next: () throws(InputError) -> String?
    ) throws(InputError) -> Bool {
        var hasSucceeded = true
        while hasSucceeded, !shell.isEnded {
            let line: String?
            do { line = try next() } catch {
                _ = shell.end()
                throw error
            }
            guard let line else { break }
            for input in buffer.take(line) where hasSucceeded && !shell.isEnded {
                hasSucceeded = shell.carryOut(input, in: source)
            }
        }
        if hasSucceeded, !shell.isEnded, let rest = buffer.finish() {
            hasSucceeded = shell.carryOut(rest, in: source)
        }
        return !shell.end() && hasSucceeded
    }
}
