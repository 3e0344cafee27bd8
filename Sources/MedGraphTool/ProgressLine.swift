internal import DatasetImport
internal import Diagnostics

/// One line on the terminal that says how far an import is, written over itself.
final class ProgressLine {
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

    /// Shows the progress, at most ten times a second.
    func show(_ progress: Importer.Progress) {
        guard isShown else { return }
        let now = clock.now
        guard now - last >= .milliseconds(100) else { return }
        last = now
        let seconds = (now - start) / .seconds(1)
        let rate = Int(Double(progress.rowCount) / max(seconds, 0.001))
        put(
            "\(progress.rowCount.grouped) rows, \(rate.grouped) a second, "
                + "\(megabytes(progress.byteCount)) of \(megabytes(progress.totalByteCount)) MB")
    }

    /// Shows how many of all were written, at most ten times a second.
    func show(count: Int, totalCount: Int) {
        guard isShown else { return }
        let now = clock.now
        guard now - last >= .milliseconds(100) else { return }
        last = now
        put("\(count.grouped) of \(totalCount.grouped) nodes and relationships")
    }

    func clear() {
        guard isShown, width > 0 else { return }
        Console.write("\r" + String(repeating: " ", count: width) + "\r")
        width = 0
    }

    /// Blanks instead of escapes hide what was longer before, so that any terminal can show it.
    private func put(_ text: String) {
        let blanks = String(repeating: " ", count: max(0, width - text.count))
        Console.write("\r" + text + blanks)
        width = text.count
    }

    private func megabytes(_ byteCount: Int) -> String {
        let tenths = (byteCount + 50_000) / 100_000
        return "\((tenths / 10).grouped).\(tenths % 10)"
    }
}
