/// An array in pieces, so that it grows without moving what it has.
///
/// An array that doubles moves all of its elements at once: with tens of millions of them a query
/// would not notice its time limit meanwhile.
struct PieceArray<Element> {
    private static var elementCountPerPiece: Int { 1 << 12 }
    /// More room is not kept for later.
    private static var keptCountMax: Int { 512 }

    private var pieces: [[Element]] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// **Complexity**: O(1), with an allocation now and then.
    mutating func append(_ element: Element) {
        if count >> 12 == pieces.count {
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

    /// What was short keeps its room.
    mutating func removeAll() {
        if pieces.count == 1, pieces[0].capacity <= Self.keptCountMax {
            pieces[0].removeAll(keepingCapacity: true)
        } else {
            pieces = []
        }
        count = 0
    }
}
