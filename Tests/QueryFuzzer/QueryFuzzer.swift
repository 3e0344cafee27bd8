import FuzzInputs

/// One input for all: the fuzzer calls from one thread.
nonisolated(unsafe) private let input = FuzzInput()

/// What libFuzzer calls with the bytes it made up.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    unsafe input.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
