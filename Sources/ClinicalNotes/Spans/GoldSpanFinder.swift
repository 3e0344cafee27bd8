/// Finds the entities of a record in its note.
///
/// A name is a canonical name, one of its cases or a synonym in the language of the record; words
/// are compared by their stems and without case, abbreviations such as `AS` only as they are. Of
/// names that overlap the longest counts, then the leftmost; among them are the names of all
/// entities of the graph, so that `chest pain on exertion` is not taken for `chest pain` where it is
/// denied. Where it is asserted, the wider finding is asserted too.
package struct GoldSpanFinder: Sendable {
    private let lexicon: Lexicon

    package init(_ lexicon: Lexicon) { self.lexicon = lexicon }

    /// The spans in the order of the text. Two entities that share a name have each a span.
    ///
    /// - Complexity: O(length of the text).
    package func spans(in text: String, of context: NoteContext) -> [GoldSpan] {
        let reading = NoteReading(text, context.language, lexicon)
        let sampled = Set(
            (context.sampled + [context.diagnosis]).compactMap {
                lexicon.number($0.label, $0.key)
            })
        var spans: [GoldSpan] = []
        for mention in reading.mentions {
            let found = mention.entities.filter(sampled.contains)
            for entity in found.sorted() {
                spans.append(span(entity, mention.words, mention.isNegated, reading))
            }
            if found.isEmpty, !mention.isNegated {
                spans += wider(mention, sampled, reading)
            }
        }
        return spans
    }

    /// The sampled entities that a narrower finding, which was not sampled, asserts.
    private func wider(
        _ mention: NoteReading.Mention, _ sampled: Set<Int32>, _ reading: NoteReading
    ) -> [GoldSpan] {
        var end = mention.words.lowerBound
        var spans: [GoldSpan] = []
        // At each place the longest match is the last.
        for match in reading.matches.reversed()
        where match.words.lowerBound >= mention.words.lowerBound
            && match.words.upperBound <= mention.words.upperBound
        {
            let found = match.owners.filter { owner in
                sampled.contains(owner) && mention.entities.contains { isAlike(owner, $0) }
            }
            guard !found.isEmpty else { continue }
            if end > mention.words.lowerBound, match.words.upperBound > end { continue }
            spans += found.sorted().map { span($0, match.words, false, reading) }
            end = match.words.lowerBound
        }
        return spans.reversed()
    }

    /// Whether one entity can be a narrower kind of the other.
    private func isAlike(_ first: Int32, _ second: Int32) -> Bool {
        let labels = [first, second].map { lexicon.entities[Int($0)].label }
        let findings: Set<String> = [NoteLabel.symptom, NoteLabel.sideEffect]
        return labels[0] == labels[1] || findings.isSuperset(of: labels)
    }

    private func span(
        _ entity: Int32, _ words: Range<Int>, _ isNegated: Bool, _ reading: NoteReading
    ) -> GoldSpan {
        let place = reading.scalars(words)
        let entity = lexicon.entities[Int(entity)]
        return GoldSpan(
            start: place.lowerBound, end: place.upperBound, key: entity.key, label: entity.label,
            negated: isNegated)
    }
}
