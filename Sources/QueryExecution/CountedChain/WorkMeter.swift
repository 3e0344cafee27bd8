/// Looks now and then whether a run is to end, from inside a loop that has no other reason to stop.
struct WorkMeter {
    private static let unitsPerCheck = 1 << 16

    let control: RunControl
    private(set) var left = Self.unitsPerCheck

    init(_ control: RunControl) { self.control = control }

    /// Called for a piece of work of so many nanoseconds, roughly.
    ///
    /// **Throws** `Timeout` and `Cancelled`.
    @inline(__always)
    mutating func spend(_ units: Int) throws(ExecutionError) {
        left &-= units
        if left < 0 { try check() }
    }

    @inline(never)
    private mutating func check() throws(ExecutionError) {
        left = Self.unitsPerCheck
        try control.check()
    }
}
