/// When a request that failed is sent again.
///
/// The wait is drawn from 0 up to a bound that doubles each time, so that clients which failed
/// together do not come back together (exponential backoff with full jitter). What the server asks
/// for is waited at least.
package struct RetryPolicy: Sendable {
    /// How often a request is sent again.
    package var retryCountMax = 5
    package var baseSeconds = 0.5
    package var capSeconds = 60.0
    /// A server that asks for a longer wait is not waited for.
    package var retryAfterSecondsMax = 600.0

    package init() {}

    /// How long to wait, in seconds; nil to give up.
    ///
    /// - Parameters:
    ///   - retryCount: how often the request was sent again.
    ///   - fraction: drawn from 0 to 1.
    package func delay(
        after failure: AttemptFailure, retryCount: Int, fraction: Double
    ) -> Double? {
        guard failure.isTransient, retryCount < retryCountMax else { return nil }
        var bound = baseSeconds
        for _ in 0..<retryCount where bound < capSeconds { bound *= 2 }
        let jitter = fraction * min(capSeconds, bound)
        guard let asked = failure.retryAfterSeconds else { return jitter }
        return asked > retryAfterSecondsMax ? nil : asked + fraction * baseSeconds
    }
}
