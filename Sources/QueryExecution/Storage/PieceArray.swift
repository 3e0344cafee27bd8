/// An array in pieces, so that it grows without moving what it has.
///
/// An array that doubles moves all of its elements at once: with tens of millions of them a query
/// would not notice its time limit meanwhile.
struct PieceArray<Element> {
    private static var elementCountPerPiece: Int { 1 << 12 }

    private var pieces: [[Element]] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// **Complexity**: O(1), with an allocation now and then.
    mutating func append(_ element: Element) {
        if count & (Self.elementCountPerPiece - 1) == 0 {
            pieces.append([])
            // A short array stays small; a long one is made of whole pieces.
            if pieces.count > 1 {
                pieces[pieces.count - 1].reserveCapacity(Self.elementCountPerPiece)
            }
        }
        pieces[pieces.count - 1].append(element)
        count += 1
    }

    subscript(index: Int) -> Element {
        get { pieces[index >> 12][index & 0xFFF] }
        _modify { yield &pieces[index >> 12][index & 0xFFF] }
    }

    mutating func removeAll() {
        pieces = []
        count = 0
    }
}
