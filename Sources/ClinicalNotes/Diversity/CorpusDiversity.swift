package import JSONRecords

/// How much the notes of a corpus differ from each other. Notes are added one by one.
///
/// - distinct-n = different n-grams of words / n-grams of words, over all notes; n-grams do not go
///   across notes. It falls as a corpus grows, so compare corpora of one size.
/// - Two notes are near duplicates if Jaccard's index of their sets of runs of five characters is at
///   least 0.8. Candidates are found by their sketches (``MinHash``) and verified by the sets
///   themselves: no pair is counted wrongly, and one just at the limit is missed by a chance of 3 in a
///   million.
///
/// **Complexity**: O(length) for each note and O(length) for each earlier note that is a candidate;
/// about 4 kB of memory for a note of 150 words.
package struct CorpusDiversity: Sendable {
    package static let similarityMin = 0.8
    /// Sketches that agree in fewer places belong to sets below ``similarityMin``, by eight standard
    /// deviations.
    private static let agreementMin = 0.6

    package private(set) var noteCount = 0
    /// The pairs of near duplicates, equal notes among them.
    package private(set) var nearDuplicatePairCount = 0

    private var grams = Array(repeating: Set<UInt64>(), count: 3)
    private var gramCounts = [0, 0, 0]

    // Notes that are equal but for case and punctuation are one text.
    private var texts: [[UInt16]] = []
    private var copies: [Int] = []
    private var numbers: [[UInt16]: Int32] = [:]
    private var neighbours: [Int32: [Int32]] = [:]
    private var sketches: [UInt32] = []
    /// The newest text of a band, and for each text and band the one before it.
    private var newest: [UInt64: Int32] = [:]
    private var before: [Int32] = []

    package init() {}

    /// Takes in the next note.
    package mutating func add(_ text: String) {
        let text = NoteText(text)
        let words = Distinctness.words(text)
        for count in 1...3 {
            let found = Distinctness.grams(words, count)
            grams[count - 1].formUnion(found)
            gramCounts[count - 1] += found.count
        }
        noteCount += 1
        if !words.isEmpty { addText(CharacterGrams.characters(text)) }
    }

    /// distinct-1, distinct-2 or distinct-3; 1 where there are no n-grams.
    package func distinct(_ count: Int) -> Double {
        gramCounts[count - 1] == 0
            ? 1 : Double(grams[count - 1].count) / Double(gramCounts[count - 1])
    }

    /// The share of the notes that are a near duplicate of another one; 0 without notes.
    package var nearDuplicateShare: Double {
        guard noteCount > 0 else { return 0 }
        var count = 0
        for (number, copies) in copies.enumerated()
        where copies > 1 || neighbours[Int32(number)] != nil { count += copies }
        return Double(count) / Double(noteCount)
    }

    /// `notes`, `distinct_1`, `distinct_2`, `distinct_3`, `near_duplicate_pairs`,
    /// `near_duplicate_share`.
    package var json: JSONValue {
        .object([
            .init(key: "notes", value: .integer(Int64(noteCount))),
            .init(key: "distinct_1", value: .float(distinct(1))),
            .init(key: "distinct_2", value: .float(distinct(2))),
            .init(key: "distinct_3", value: .float(distinct(3))),
            .init(key: "near_duplicate_pairs", value: .integer(Int64(nearDuplicatePairCount))),
            .init(key: "near_duplicate_share", value: .float(nearDuplicateShare)),
        ])
    }
}

// MARK: Near duplicates

extension CorpusDiversity {
    private mutating func addText(_ characters: [UInt16]) {
        if let number = numbers[characters] {
            let index = Int(number)
            nearDuplicatePairCount += copies[index]
            for neighbour in neighbours[number] ?? [] {
                nearDuplicatePairCount += copies[Int(neighbour)]
            }
            copies[index] += 1
            return
        }
        let number = Int32(texts.count)
        let set = CharacterGrams.set(characters)
        let sketch = MinHash.sketch(set)
        for other in candidates(sketch) {
            let start = Int(other) * MinHash.count
            let kept = sketches[start..<(start + MinHash.count)]
            guard MinHash.agreement(kept, sketch) >= Self.agreementMin,
                CharacterGrams.similarity(CharacterGrams.set(texts[Int(other)]), set)
                    >= Self.similarityMin
            else { continue }
            nearDuplicatePairCount += copies[Int(other)]
            neighbours[number, default: []].append(other)
            neighbours[other, default: []].append(number)
        }
        numbers[characters] = number
        texts.append(characters)
        copies.append(1)
        sketches.append(contentsOf: sketch)
        for band in 0..<MinHash.bandCount {
            let earlier = newest.updateValue(number, forKey: MinHash.band(band, sketch))
            before.append(earlier ?? -1)
        }
    }

    /// The texts that share a band with a sketch.
    private func candidates(_ sketch: [UInt32]) -> Set<Int32> {
        var candidates: Set<Int32> = []
        for band in 0..<MinHash.bandCount {
            var next = newest[MinHash.band(band, sketch)] ?? -1
            while next >= 0 {
                candidates.insert(next)
                next = before[Int(next) * MinHash.bandCount + band]
            }
        }
        return candidates
    }
}
