/// One line on the terminal that says how far a work is, written over itself.
final class StatusLine {
    private let isShown: Bool
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant
    private var width = 0

    init(isShown: Bool) {
        self.isShown = isShown
        start = clock.now
        last = start
    }

    /// Shows a text made of the seconds since the work began, at most ten times a second.
    func show(_ text: (_ seconds: Double) -> String) {
        guard isShown, clock.now - last >= .milliseconds(100) else { return }
        last = clock.now
        let text = text((last - start) / .seconds(1))
        // Blanks instead of escapes hide what was longer before, so that any terminal can show it.
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        Console.write("\r" + text + blanks)
        width = text.count
    }

    func clear() {
        guard isShown, width > 0 else { return }
        Console.write("\r" + String(repeating: " ", count: width) + "\r")
        width = 0
    }
}
