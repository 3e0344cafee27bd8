import Diagnostics
import GraphModel

/// What one operator, or one value that is being made, holds of the memory of a run.
///
/// A value counts 1, and a list, a map, a path or a long text counts what is in it besides. What
/// several values share is counted once, since it is there once.
struct HeldValues {
    private(set) var count = 0
    /// Where the contents are that are counted, and how deep they are. They are held, so nothing
    /// else comes to their place.
    private var contents = [UInt: Int]()

    /// How deep lists and maps may be nested.
    private static let depthMax = 512

    /// Bytes of text that count as one value, as large as it.
    private static let bytesPerValue = 24
    /// Shorter texts are counted each time: that is cheaper than to remember where they are.
    private static let sharedByteCountMin = 96

    /// Counts values that are held from now on.
    ///
    /// **Complexity**: O(values), with the elements of lists that were not counted yet.
    ///
    /// **Throws** `LimitExceeded` when all that the run holds is too much, `Timeout` and
    /// `Cancelled`.
    mutating func add(
        _ values: some Sequence<Value>, _ run: inout Run, _ span: SourceSpan? = nil
    ) throws(ExecutionError) {
        var added = 0
        for value in values { added += try size(of: value, &run, span) }
        try add(count: added, &run, span)
    }

    /// Counts values of which each is as large as one; as ``add(_:_:_:)``.
    mutating func add(
        scalars added: Int, _ run: inout Run
    ) throws(ExecutionError) {
        count += added
        try run.hold(added, nil)
    }

    /// Counts some values of a row; as ``add(_:_:_:)``.
    mutating func add(
        _ slots: [Int], of row: Row, _ run: inout Run
    ) throws(ExecutionError) {
        var added = 0
        for slot in slots { added += try size(of: row[slot], &run, nil) }
        try add(count: added, &run)
    }

    /// Counts a value that is held from now on; as ``add(_:_:_:)``.
    mutating func add(
        _ value: Value, _ run: inout Run, _ span: SourceSpan? = nil
    ) throws(ExecutionError) {
        try add(count: try size(of: value, &run, span), &run, span)
    }

    /// Counts what is as large as so many values.
    mutating func add(
        count added: Int, _ run: inout Run, _ span: SourceSpan? = nil
    ) throws(ExecutionError) {
        count += added
        try run.hold(added, span)
    }

    /// Nothing is held any longer.
    mutating func end(_ run: inout Run) {
        run.release(count)
        count = 0
        if !contents.isEmpty { contents = [UInt: Int]() }
    }

    /// How large a value is, and how deep: a scalar is 0 deep, a list one more than its elements.
    private struct Measure {
        var size = 1
        var depth = 0
    }

    private mutating func size(
        of value: Value, _ run: inout Run, _ span: SourceSpan?
    ) throws(ExecutionError) -> Int {
        try measure(value, 0, &run, span).size
    }

    /// - Parameter level: how many lists and maps the value is in.
    private mutating func measure(
        _ value: Value, _ level: Int, _ run: inout Run, _ span: SourceSpan?
    ) throws(ExecutionError) -> Measure {
        switch value {
        case .null, .boolean, .integer, .float, .node, .relationship: return Measure()
        case .string(let text): return Measure(size: 1 + size(of: text))
        case .list(let elements):
            let place = unsafe elements.withUnsafeBufferPointer {
                UInt(bitPattern: $0.baseAddress)
            }
            if let known = try known(place, level, elements.isEmpty, span) { return known }
            var result = Measure()
            for element in elements {
                try run.step()
                let inner = try measure(element, level + 1, &run, span)
                result.size += inner.size
                result.depth = max(result.depth, inner.depth)
            }
            return remember(result, place)
        case .map(let map):
            let place = unsafe map.entries.withUnsafeBufferPointer {
                UInt(bitPattern: $0.baseAddress)
            }
            if let known = try known(place, level, map.entries.isEmpty, span) { return known }
            var result = Measure()
            for entry in map.entries {
                try run.step()
                let inner = try measure(entry.value, level + 1, &run, span)
                result.size += 1 + size(of: entry.key) + inner.size
                result.depth = max(result.depth, inner.depth)
            }
            return remember(result, place)
        case .path(let path):
            let place = unsafe path.nodes.withUnsafeBufferPointer {
                UInt(bitPattern: $0.baseAddress)
            }
            guard contents.updateValue(0, forKey: place) == nil else { return Measure() }
            return Measure(size: 1 + path.nodes.count + path.relationships.count)
        }
    }

    /// The measure of a list or map that need not be looked into.
    ///
    /// **Throws** `LimitExceeded` when it is nested too deep: values are walked on the stack.
    private func known(
        _ place: UInt, _ level: Int, _ isEmpty: Bool, _ span: SourceSpan?
    ) throws(ExecutionError) -> Measure? {
        let depth = isEmpty ? 1 : contents[place]
        guard level + (depth ?? 1) <= Self.depthMax else { throw .nestedTooDeep(span) }
        return depth.map { Measure(depth: $0) }
    }

    private mutating func remember(_ inner: Measure, _ place: UInt) -> Measure {
        contents[place] = inner.depth + 1
        return Measure(size: inner.size, depth: inner.depth + 1)
    }

    private mutating func size(of text: String) -> Int {
        let byteCount = text.utf8.count
        guard byteCount >= Self.sharedByteCountMin else { return byteCount / Self.bytesPerValue }
        let place = unsafe text.utf8.withContiguousStorageIfAvailable {
            UInt(bitPattern: $0.baseAddress)
        }
        if let place, contents.updateValue(0, forKey: place) != nil { return 0 }
        return byteCount / Self.bytesPerValue
    }
}

/// The one value that a loop makes anew again and again, as it counts for the limit of memory.
struct HeldResult {
    private var held = HeldValues()
    /// How much was held when it was last counted from the beginning.
    private var count = 0
    private var last: (place: UInt, count: Int) = (0, 0)

    /// Counts a value in place of the one before.
    ///
    /// **Complexity**: O(elements) for a list that is not the one before.
    mutating func replace(
        with value: Value, _ run: inout Run, _ span: SourceSpan
    ) throws(ExecutionError) {
        let elements: [Value]
        switch value {
        case .list(let list):
            let place = unsafe list.withUnsafeBufferPointer {
                UInt(bitPattern: $0.baseAddress)
            }
            // The list before is still there, so another one has another place.
            if (place, list.count) == last { return }
            last = (place, list.count)
            elements = list
        case .map(let map): elements = map.entries.map(\.value)
        default: return
        }
        // What is gone counts until it is too much to ignore.
        if held.count > 2 * count + 4096 {
            held.end(&run)
            try held.add(elements, &run, span)
            count = held.count
        } else {
            try held.add(elements, &run, span)
        }
    }

    mutating func end(_ run: inout Run) { held.end(&run) }
}
