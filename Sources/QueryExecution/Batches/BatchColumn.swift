import GraphModel

/// The values of one slot in the rows of a batch.
enum BatchColumn {
    /// The same in all rows.
    case constant(Value)
    case nodes([NodeID])
    /// The nodes that steps lead to.
    case ends([Neighbour])
    /// The relationships of steps, with who is told their weights when rows are taken apart.
    case relationships([Neighbour], ExpandedWeight?)
    case integers([Int64])
    case floats([Double])
    case values([Value])

    subscript(index: Int) -> Value {
        switch self {
        case .constant(let value): value
        case .nodes(let nodes): .node(nodes[index])
        case .ends(let steps): .node(steps[index].node)
        case .relationships(let steps, _): .relationship(steps[index].relationship)
        case .integers(let values): .integer(values[index])
        case .floats(let values): .float(values[index])
        case .values(let values): values[index]
        }
    }

    /// The values at some places.
    func values(at places: some RandomAccessCollection<Int>) -> BatchColumn {
        switch self {
        case .constant: self
        case .nodes(let nodes): .nodes(places.map { nodes[$0] })
        case .ends(let steps): .ends(places.map { steps[$0] })
        case .relationships(let steps, let weight): .relationships(places.map { steps[$0] }, weight)
        case .integers(let values): .integers(places.map { values[$0] })
        case .floats(let values): .floats(places.map { values[$0] })
        case .values(let values): .values(places.map { values[$0] })
        }
    }

    /// Puts the values of some rows as floats in the place of what `numbers` holds.
    ///
    /// - Returns: false where some may be no numbers.
    func takeNumbers(_ rows: Range<Int>, into numbers: inout [Double]) -> Bool {
        numbers.removeAll(keepingCapacity: true)
        switch self {
        case .floats(let values): numbers += values[rows]
        case .integers(let values): for row in rows { numbers.append(Double(values[row])) }
        case .constant(let value):
            guard let number = value.number else { return false }
            numbers += repeatElement(number, count: rows.count)
        case .values, .nodes, .ends, .relationships: return false
        }
        return true
    }

    /// Whether the column is certainly the same in all rows.
    var isConstant: Bool {
        if case .constant = self { true } else { false }
    }

    /// Whether each value is certainly as large as one: see ``Value/isScalar``.
    var areScalars: Bool {
        switch self {
        case .constant(let value): value.isScalar
        case .nodes, .ends, .relationships, .integers, .floats: true
        case .values(let values): values.allSatisfy(\.isScalar)
        }
    }
}

extension BatchColumn {
    /// Puts the values of some columns one row behind the other, in the place of what `rows` holds.
    static func interleave(_ columns: [BatchColumn], count: Int, into rows: inout [Value]) {
        rows.removeAll(keepingCapacity: true)
        interleave(columns, 0..<count, behind: &rows)
    }

    /// Puts the values that some columns have from place to place one row behind the other, behind
    /// what `rows` holds.
    static func interleave(
        _ columns: [BatchColumn], _ places: Range<Int>, behind rows: inout [Value]
    ) {
        if columns.count == 1 { return columns[0].append(places, to: &rows) }
        let start = rows.count
        rows.append(contentsOf: repeatElement(.null, count: places.count * columns.count))
        for (offset, column) in columns.enumerated() {
            column.write(at: places, to: &rows, from: start + offset, by: columns.count)
        }
    }

    /// Puts the values that some columns have in some rows one row behind the other, in the place of
    /// what `rows` holds.
    static func gather(_ columns: [BatchColumn], at places: [Int], into rows: inout [Value]) {
        rows.removeAll(keepingCapacity: true)
        rows.append(contentsOf: repeatElement(.null, count: places.count * columns.count))
        for (start, column) in columns.enumerated() {
            column.write(at: places, to: &rows, from: start, by: columns.count)
        }
    }

    /// Writes to each place of `rows` that is `stride` behind the one before.
    @inline(__always)
    private func write(
        at places: some Collection<Int>, to rows: inout [Value], from start: Int, by stride: Int
    ) {
        @inline(__always) func put(_ value: (Int) -> Value) {
            var room = rows.mutableSpan
            var target = start
            for place in places {
                room[target] = value(place)
                target += stride
            }
        }
        switch self {
        case .constant(let value): put { _ in value }
        case .nodes(let nodes): put { .node(nodes[$0]) }
        case .ends(let steps): put { .node(steps[$0].node) }
        case .relationships(let steps, _): put { .relationship(steps[$0].relationship) }
        case .integers(let values): put { .integer(values[$0]) }
        case .floats(let values): put { .float(values[$0]) }
        case .values(let values): put { values[$0] }
        }
    }

    private func append(_ places: Range<Int>, to rows: inout [Value]) {
        rows.append(addingCapacity: places.count) { room in
            switch self {
            case .constant(let value): for _ in places { room.append(value) }
            case .nodes(let nodes): for node in nodes[places] { room.append(.node(node)) }
            case .ends(let steps): for step in steps[places] { room.append(.node(step.node)) }
            case .relationships(let steps, _):
                for step in steps[places] { room.append(.relationship(step.relationship)) }
            case .integers(let values):
                for value in values[places] { room.append(.integer(value)) }
            case .floats(let values): for value in values[places] { room.append(.float(value)) }
            case .values(let values): for value in values[places] { room.append(value) }
            }
        }
    }

    /// What the values begin with in the order of `ORDER BY`: see ``Value/sortPrefix``.
    func appendPrefixes(_ count: Int, to prefixes: inout [UInt64]) {
        switch self {
        case .integers(let values):
            for value in values { prefixes.append(Value.integer(value).sortPrefix) }
        case .floats(let values):
            for value in values { prefixes.append(Value.float(value).sortPrefix) }
        default: for index in 0..<count { prefixes.append(self[index].sortPrefix) }
        }
    }
}
