/// The part of a note that shows why it was found.
enum SearchExcerpt {
    /// How many words stand before and behind the one that was searched.
    private static let wordCount = 6

    /// - Parameter words: the forms of ``SearchWords``.
    /// - Returns: some words around the first of `words`, on one line; `…` where text was left out.
    static func text(around words: Set<String>, in text: String) -> String {
        let ranges = SearchWords.ranges(of: text)
        guard !ranges.isEmpty else { return "" }
        let found = ranges.firstIndex { words.contains(SearchWords.form(of: text[$0])) } ?? 0
        let first = max(0, found - wordCount)
        let last = min(ranges.count - 1, found + wordCount)
        let part = text[ranges[first].lowerBound..<ranges[last].upperBound]
        return (first > 0 ? "… " : "")
            + part.split(whereSeparator: \.isWhitespace)
            .joined(separator: " ") + (last < ranges.count - 1 ? " …" : "")
    }
}
