internal import DatasetImport
internal import Diagnostics

/// One line on the terminal that says how many things are made, written over itself.
final class CountLine {
    private let isShown: Bool
    private let what: String
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var last: ContinuousClock.Instant
    private var width = 0

    init(isShown: Bool, what: String) {
        self.isShown = isShown
        self.what = what
        start = clock.now
        last = start
    }

    /// Shows a count, at most ten times a second.
    func show(_ count: Int, of total: Int) {
        show { seconds in
            let rate = Int(Double(count) / max(seconds, 0.001))
            return "\(count.grouped) of \(total.grouped) \(what), \(rate.grouped) a second"
        }
    }

    /// Shows a text made of the seconds since the work began, at most ten times a second.
    func show(_ text: (_ seconds: Double) -> String) {
        guard isShown, clock.now - last >= .milliseconds(100) else { return }
        last = clock.now
        let text = text((last - start) / .seconds(1))
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
