/// Looks identifiers up, and remembers those of the last thousands of rows.
struct IdentityResolver {
    private let classes: IdentityClasses
    private var known: [String: Resolution] = [:]

    private static let knownCountMax = 1 << 16

    init(_ classes: IdentityClasses) { self.classes = classes }

    /// What becomes of a key.
    struct Resolution {
        /// The identifier in the spelling of the graph, or the text if it is none.
        var written: String
        /// The one that stands for it.
        var id: String
        var place: IdentityPlace?

        var `class`: Int? { if case .class(let index) = place { index } else { nil } }
    }

    mutating func callAsFunction(_ text: String) -> Resolution {
        if let found = known[text] { return found }
        let found = resolve(text)
        if known.count >= Self.knownCountMax { known.removeAll(keepingCapacity: true) }
        known[text] = found
        return found
    }

    private func resolve(_ text: String) -> Resolution {
        guard let (written, place) = classes.place(text) else {
            return Resolution(written: text, id: text, place: nil)
        }
        guard case .class(let index) = place else {
            return Resolution(written: written, id: written, place: place)
        }
        return Resolution(written: written, id: classes.classes[index].preferred, place: place)
    }
}
