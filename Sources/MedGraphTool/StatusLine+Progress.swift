internal import DatasetImport
internal import Diagnostics

extension StatusLine {
    /// How many of all are made.
    func show(_ count: Int, of totalCount: Int, _ what: String) {
        show { seconds in
            "\(count.grouped) of \(totalCount.grouped) \(what), \(Self.rate(count, seconds))"
        }
    }

    /// How far an import is.
    func show(_ progress: Importer.Progress) {
        show { seconds in
            "\(progress.rowCount.grouped) rows, \(Self.rate(progress.rowCount, seconds)), "
                + "\(Self.megabytes(progress.byteCount)) of "
                + "\(Self.megabytes(progress.totalByteCount)) MB"
        }
    }

    private static func rate(_ count: Int, _ seconds: Double) -> String {
        Int(Double(count) / max(seconds, 0.001)).grouped + " a second"
    }

    private static func megabytes(_ byteCount: Int) -> String {
        let tenths = (byteCount + 50_000) / 100_000
        return "\((tenths / 10).grouped).\(tenths % 10)"
    }
}
