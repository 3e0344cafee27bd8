/// How far a run is.
package struct GenerationProgress: Sendable, Equatable {
    /// Of this run.
    package var writtenCount = 0
    package var failedCount = 0
    /// Prompts that had no note when the run began.
    package let totalCount: Int
    package var tokenCount = 0

    package init(totalCount: Int) { self.totalCount = totalCount }

    /// Such as `12 of 20 notes, 1 failed, 3.0 a second, 3 s left`.
    ///
    /// - Parameter seconds: since the run began.
    package func text(seconds: Double) -> String {
        let settledCount = writtenCount + failedCount
        let rate = Double(settledCount) / max(seconds, 0.001)
        var text = "\(writtenCount) of \(totalCount) notes"
        if failedCount > 0 { text += ", \(failedCount) failed" }
        if tokenCount > 0 { text += ", \(tokenCount) tokens" }
        text += ", \(Self.rounded(rate)) a second"
        if settledCount > 0 {
            text += ", \(Self.duration(Double(totalCount - settledCount) / rate)) left"
        }
        return text
    }

    private static func rounded(_ rate: Double) -> String {
        let tenths = Int((rate * 10).rounded())
        return rate < 100 ? "\(tenths / 10).\(tenths % 10)" : "\(tenths / 10)"
    }

    private static func duration(_ seconds: Double) -> String {
        let seconds = Int(min(seconds, 1e9).rounded(.up))
        switch seconds {
        case ..<90: return "\(seconds) s"
        case ..<5400: return "\((seconds + 30) / 60) min"
        default: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}
