package import JSONRecords

/// The mean of each score over notes.
///
/// A truth value counts as 1 or 0, a list as its length. A score that a note does not have, or has
/// as null, does not count for it.
package struct ScoreSummary: Sendable {
    package struct Line: Sendable, Equatable {
        /// The key of the score; of an object in an object with a point between.
        package let name: String
        package fileprivate(set) var mean: Double
        package fileprivate(set) var least: Double
        package fileprivate(set) var most: Double
        /// How many notes have the score.
        package fileprivate(set) var noteCount: Int
    }

    /// In the order in which the notes have them.
    package private(set) var lines: [Line] = []
    private var places: [String: Int] = [:]

    package init() {}

    /// Takes in the scores of a note.
    package mutating func add(_ scores: JSONValue) { add(scores, "") }

    private mutating func add(_ value: JSONValue, _ name: String) {
        switch value {
        case .object(let members):
            for member in members {
                add(member.value, name.isEmpty ? member.key : "\(name).\(member.key)")
            }
        case .boolean(let truth): add(truth ? 1 : 0, name)
        case .integer(let number): add(Double(number), name)
        case .float(let number): add(number, name)
        case .array(let elements): add(Double(elements.count), name)
        case .null, .string: break
        }
    }

    private mutating func add(_ number: Double, _ name: String) {
        guard let place = places[name] else {
            places[name] = lines.count
            lines.append(
                Line(name: name, mean: number, least: number, most: number, noteCount: 1))
            return
        }
        let count = lines[place].noteCount + 1
        lines[place].noteCount = count
        lines[place].mean += (number - lines[place].mean) / Double(count)
        lines[place].least = min(lines[place].least, number)
        lines[place].most = max(lines[place].most, number)
    }
}
