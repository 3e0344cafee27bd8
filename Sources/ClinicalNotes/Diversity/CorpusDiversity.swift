package import JSONRecords

/// How much the notes of a corpus differ from each other. Notes are added one by one.
package struct CorpusDiversity: Sendable {
    package private(set) var noteCount = 0

    package init() {}

    /// Takes in the next note.
    package mutating func add(_ text: String) { noteCount += 1 }

    /// `notes`, `distinct_1`, `distinct_2`, `distinct_3`, `near_duplicate_pairs`,
    /// `near_duplicate_share`.
    package var json: JSONValue { .object([]) }
}
