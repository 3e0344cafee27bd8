/// An array in pieces, so that it grows without moving what it has.
///
/// An array that doubles moves all of its elements at once: with tens of millions of them a query
/// would not notice its time limit meanwhile.
struct PieceArray<Element> {
    private static var elementCountPerPiece: Int { 1 << 12 }
    /// More room is not kept for later.
    private static var keptCountMax: Int { 512 }

    /// The first piece, which most arrays never outgrow: it is reached in one step.
    private var first: [Element] = []
    /// The pieces behind it.
    private var others: [[Element]] = []
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// **Complexity**: O(1), with an allocation now and then.
    mutating func append(_ element: Element) {
        if count < Self.elementCountPerPiece {
            first.append(element)
        } else {
            appendBehind(element)
        }
        count += 1
    }

    /// **Complexity**: O(elements).
    mutating func append(contentsOf elements: [Element]) {
        if count + elements.count <= Self.elementCountPerPiece {
            first.append(contentsOf: elements)
            count += elements.count
        } else {
            for element in elements { append(element) }
        }
    }

    /// Lets `body` append as many elements as it is told, and nothing else.
    ///
    /// **Complexity**: as appending them; those that all go into the first piece are not moved.
    @inline(__always)
    mutating func append(count added: Int, _ body: (inout [Element]) -> Void) {
        if count + added <= Self.elementCountPerPiece {
            body(&first)
            count += added
            precondition(first.count == count, "as many elements came as were told")
        } else {
            var elements: [Element] = []
            body(&elements)
            precondition(elements.count == added, "as many elements came as were told")
            for element in elements { append(element) }
        }
    }

    /// All elements, when they lie in one piece.
    var whole: [Element]? { others.isEmpty ? first : nil }

    private mutating func appendBehind(_ element: Element) {
        if (count >> 12) - 1 == others.count {
            others.append([])
            others[others.count - 1].reserveCapacity(Self.elementCountPerPiece)
        }
        others[others.count - 1].append(element)
    }

    subscript(index: Int) -> Element {
        get {
            if index < Self.elementCountPerPiece { return first[index] }
            return others[(index >> 12) - 1][index & 0xFFF]
        }
        // Inlined, because a coroutine that is called takes memory of its own.
        @inline(__always) _modify {
            if index < Self.elementCountPerPiece {
                yield &first[index]
            } else {
                yield &others[(index >> 12) - 1][index & 0xFFF]
            }
        }
    }

    /// What was short keeps its room.
    mutating func removeAll() {
        guard count > 0 else { return }
        if others.isEmpty, first.capacity <= Self.keptCountMax {
            first.removeAll(keepingCapacity: true)
        } else {
            first = []
            others = []
        }
        count = 0
    }
}
