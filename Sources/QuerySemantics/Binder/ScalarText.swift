/// A text that is told apart by its Unicode scalars, as names are in the catalog: `é` in one
/// scalar and `é` in two are two names, though Swift's `String` calls them equal.
struct ScalarText: Hashable, ExpressibleByStringLiteral {
    let text: String

    init(_ text: String) { self.text = text }
    init(stringLiteral value: String) { text = value }

    static func == (left: ScalarText, right: ScalarText) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}
