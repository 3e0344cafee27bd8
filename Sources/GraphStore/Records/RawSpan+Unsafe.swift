extension RawSpan {
    /// The value of a fixed-width type that begins at `offset`, in the byte order of the machine.
    ///
    /// The file is little endian, and so is every machine that opens it (see ``FileFormat``).
    ///
    /// - Precondition: the value lies inside the span.
    @inlinable
    package func value<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type, at offset: Int
    ) -> Value {
        precondition(
            offset >= 0 && offset &+ MemoryLayout<Value>.size <= byteCount,
            "the value lies inside the record")
        // The bounds were checked, and every bit pattern is an integer.
        return unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: type)
    }

    /// The float that begins at `offset`.
    ///
    /// - Precondition: the value lies inside the span.
    @inlinable
    package func float(at offset: Int) -> Double {
        Double(bitPattern: value(UInt64.self, at: offset))
    }

    /// `count` integers that begin at `offset`, in place.
    ///
    /// - Precondition: they lie inside the span, and their address is aligned for `Value`.
    @inlinable
    @_lifetime(copy self)
    package func values<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type, at offset: Int, count: Int
    ) -> Span<Value> {
        let bytes = extracting(offset..<(offset + count * MemoryLayout<Value>.size))
        return Span<Value>(_bytes: bytes)
    }
}

extension RawSpan {
    func starts(with prefix: RawSpan) -> Bool {
        byteCount >= prefix.byteCount && extracting(first: prefix.byteCount).order(to: prefix) == 0
    }

    /// Below 0 when the bytes come before those of `other`, 0 when they are the same.
    func order(to other: RawSpan) -> Int {
        for offset in 0..<min(byteCount, other.byteCount) {
            let difference =
                Int(value(UInt8.self, at: offset)) - Int(other.value(UInt8.self, at: offset))
            if difference != 0 { return difference }
        }
        return byteCount - other.byteCount
    }
}

extension String {
    /// The UTF-8 text of `bytes`; invalid sequences become U+FFFD.
    init(_ bytes: RawSpan) {
        // The buffer lives as long as the closure, which copies it.
        self = unsafe bytes.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

extension [UInt8] {
    /// Appends the bytes of a span.
    mutating func append(contentsOf span: RawSpan) {
        // The buffer lives as long as the closure, which copies it.
        unsafe span.withUnsafeBytes { unsafe append(contentsOf: $0) }
    }

    /// Appends an integer, little endian.
    @inlinable
    mutating func append<Value: FixedWidthInteger>(integer value: Value) {
        // The buffer is the value itself and is copied at once.
        unsafe Swift.withUnsafeBytes(of: value.littleEndian) { unsafe append(contentsOf: $0) }
    }

    /// The bytes of the array, in place.
    var rawSpan: RawSpan {
        @_lifetime(borrow self)
        get {
            // Bytes have no padding that could be seen uninitialised.
            unsafe span.bytes
        }
    }

    /// Appends integers as they lie in memory.
    mutating func append<Value: FixedWidthInteger>(integers values: [Value]) {
        // The buffer lives as long as the closure, which copies it.
        unsafe values.withUnsafeBytes { unsafe append(contentsOf: $0) }
    }

    /// Appends the low halves of integers that fit into 32 bits.
    ///
    /// - Precondition: 4 divides the number of bytes.
    mutating func append(narrowed values: [UInt64]) {
        let start = count
        precondition(start % 4 == 0, "the values are aligned")
        append(contentsOf: repeatElement(0, count: 4 * values.count))
        // The bytes were just made and lie aligned; each is written once.
        unsafe withUnsafeMutableBytes { bytes in
            let halves = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
                .bindMemory(to: UInt32.self)
            unsafe values.withUnsafeBufferPointer { values in
                for index in values.indices {
                    unsafe halves[index] = UInt32(truncatingIfNeeded: values[index])
                }
            }
        }
    }

    /// Cuts the array off, or makes it longer with zeros.
    mutating func resize(to count: Int) {
        if count < self.count {
            removeLast(self.count - count)
        } else {
            append(contentsOf: repeatElement(0, count: count - self.count))
        }
    }

    /// Lends the bytes of the array to `change`.
    mutating func changeBytes(_ change: (inout MutableRawSpan) -> Void) {
        var elements = mutableSpan
        // Every byte pattern is a `UInt8`, so nothing that is written can break the array.
        var bytes = unsafe elements.mutableBytes
        change(&bytes)
    }

    /// Overwrites four bytes.
    ///
    /// - Precondition: they lie inside the array.
    mutating func store(_ value: UInt32, at offset: Int) {
        var elements = mutableSpan
        // Every byte pattern is a `UInt8`, so nothing that is written can break the array.
        var bytes = unsafe elements.mutableBytes
        bytes.store(value, at: offset)
    }
}

extension MutableRawSpan {
    /// Overwrites the bytes of a fixed-width value at `offset`, aligned or not.
    ///
    /// - Precondition: the value lies inside the span.
    @inlinable
    package mutating func store<Value: FixedWidthInteger & BitwiseCopyable>(
        _ value: Value, at offset: Int
    ) {
        storeBytes(of: value, toByteOffset: offset, as: Value.self)
    }

    /// Overwrites the bytes at `offset` with those of another span.
    ///
    /// - Precondition: they lie inside the span.
    mutating func copy(_ source: RawSpan, to offset: Int) {
        guard source.byteCount > 0 else { return }
        precondition(
            offset >= 0 && source.byteCount <= byteCount - offset,
            "the copy lies inside the span")
        // The bounds were checked, and both buffers live as long as their closures. Who changes this
        // span has it alone, so that the source is not in it.
        unsafe withUnsafeMutableBytes { target in
            unsafe source.withUnsafeBytes { source in
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset...])
                    .copyMemory(from: source)
            }
        }
    }
}
