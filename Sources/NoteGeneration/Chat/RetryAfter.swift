package import Foundation

/// The header by which a server says when to come again.
///
/// **Source**: RFC 9110, 10.2.3: seconds or a date, in one of the three forms of 5.6.7.
package enum RetryAfter {
    /// How many seconds to wait from `now` on; nil where the header is missing or no such value.
    package static func seconds(_ header: String?, now: Date = Date()) -> Double? {
        guard let text = header?.trimmingCharacters(in: .whitespaces), !text.isEmpty else {
            return nil
        }
        if let seconds = Double(text) { return seconds.isFinite ? max(0, seconds) : nil }
        for form in [
            "EEE, dd MMM yyyy HH:mm:ss 'GMT'", "EEEE, dd-MMM-yy HH:mm:ss 'GMT'",
            "EEE MMM d HH:mm:ss yyyy",
        ] {
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: "en_US_POSIX")
            formatter.timeZone = TimeZone(secondsFromGMT: 0)
            formatter.dateFormat = form
            if let date = formatter.date(from: text) { return max(0, date.timeIntervalSince(now)) }
        }
        return nil
    }
}
