package import Foundation

/// A scenario of the openCypher Technology Compatibility Kit, as far as a parser is concerned.
package struct TCKScenario {
    package struct Failure: Equatable {
        package var type: String
        package var phase: String
        package var detail: String
    }

    package var file: String
    package var name: String
    /// Queries that must succeed; the one under test is the last, unless ``failure`` is set.
    package var queries: [String] = []
    package var failingQuery: String?
    package var failure: Failure?

    /// The folder of feature files, if the checkout has it beside it.
    package static let folder: URL? = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.deletingLastPathComponent().appending(path: "shared/tck/features")
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    /// All scenarios, outlines expanded.
    package static func all() throws -> [TCKScenario] {
        guard let folder else { return [] }
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)!
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "feature" }
            .sorted { $0.path < $1.path }
            .flatMap { try scenarios(in: $0) }
    }

    private static func scenarios(in file: URL) throws -> [TCKScenario] {
        let text = try String(contentsOf: file, encoding: .utf8)
        var blocks: [[String]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.hasPrefix("Scenario") { blocks.append([]) }
            if !blocks.isEmpty { blocks[blocks.count - 1].append(line) }
        }
        return blocks.flatMap { expanded($0, file: file.lastPathComponent) }
    }

    private static func expanded(_ lines: [String], file: String) -> [TCKScenario] {
        let split = lines.firstIndex { $0.trimmingCharacters(in: .whitespaces) == "Examples:" }
        guard let split else { return [scenario(lines, file: file)] }
        let rows = lines[(split + 1)...].map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.hasPrefix("|") }.map(cells)
        guard let names = rows.first else { return [] }
        return rows.dropFirst().map { row in
            let body = lines[..<split].map { line in
                zip(names, row).reduce(line) {
                    $0.replacingOccurrences(of: "<\($1.0)>", with: $1.1)
                }
            }
            return scenario(body, file: file)
        }
    }

    /// The cells of a table row; `\|` stands for a bar.
    private static func cells(_ row: String) -> [String] {
        var cells: [String] = []
        var cell = ""
        var isEscaped = false
        for character in row.dropFirst() {
            if isEscaped {
                cell += character == "|" ? "|" : character == "\\" ? "\\" : "\\\(character)"
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "|" {
                cells.append(cell.trimmingCharacters(in: .whitespaces))
                cell = ""
            } else {
                cell.append(character)
            }
        }
        return cells
    }

    private static func scenario(_ lines: [String], file: String) -> TCKScenario {
        var result = TCKScenario(
            file: file, name: lines[0].trimmingCharacters(in: .whitespaces))
        var step = ""
        var document: [String]?
        for line in lines.dropFirst() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed == "\"\"\"" {
                if let finished = document {
                    let query = finished.joined(separator: "\n")
                    if step.contains("executed:") || step.contains("executing") {
                        result.queries.append(query)
                    }
                    if step.contains("When executing query") { result.failingQuery = query }
                    document = nil
                } else {
                    document = []
                }
            } else if document != nil {
                document?.append(line)
            } else if trimmed.hasPrefix("#") {
                continue
            } else if trimmed.contains("should be raised at") {
                let parts = trimmed.split(separator: " ").map(String.init)
                let phase =
                    trimmed.contains("compile time")
                    ? "compile time" : trimmed.contains("any time") ? "any time" : "runtime"
                result.failure = Failure(
                    type: parts[2], phase: phase,
                    detail: parts[parts.count - 1].trimmingCharacters(in: .whitespacesAndNewlines))
            } else {
                step = trimmed
            }
        }
        if result.failure != nil { result.queries.removeAll { $0 == result.failingQuery } }
        return result
    }
}
