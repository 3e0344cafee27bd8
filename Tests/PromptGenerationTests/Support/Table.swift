import Foundation
import GraphTestSupport

/// A table of the starter graph, read without anything of the program that is tested.
struct Table {
    let rows: [[String: String]]

    init(_ name: String) throws {
        let text = try String(
            contentsOf: Starter.folder.appending(path: name + ".csv"), encoding: .utf8)
        let lines = text.split(separator: "\n").map { Self.cells($0) }
        rows = lines.dropFirst().map { cells in
            Dictionary(uniqueKeysWithValues: zip(lines[0], cells))
        }
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""]
        var isQuoted = false
        for character in line where character != "\r" {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells
    }
}
