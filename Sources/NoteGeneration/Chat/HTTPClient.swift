internal import Synchronization

/// A text sent to a server.
struct HTTPRequest: Sendable {
    let address: String
    /// Without line ends.
    let headers: [(name: String, value: String)]
    let body: String
}

/// What came back.
struct HTTPAnswer: Sendable {
    let status: Int
    /// What the server asks to wait, by a number or a date (RFC 9110, 10.2.3); nil where it does not.
    let retryAfterSeconds: Double?
    let body: String
}

/// Why nothing came back.
enum HTTPProblem: Error {
    /// There is no libcurl.
    case noLibrary(String)
    case timeout
    /// Nothing was sent.
    case unreachable(String)
    /// The connection ended before the answer did.
    case broken(String)
    case tooLong
}

/// Sends requests and waits for their answers, on as many threads as there are.
///
/// The session of Foundation would do, but on Linux it polls its socket while a request is under way:
/// half a processor, which a model on the same machine needs. libcurl itself sleeps.
final class HTTPClient: Sendable {
    /// In bytes; a note of a hundred thousand tokens is shorter.
    private static let bodyCountMax = 8 << 20

    /// Transfers that wait for their next request, with their connections open.
    private let idle = Mutex<[CurlTransfer]>([])

    /// Sends a request with the method `POST`. Redirects are not followed: they would take the key to
    /// another server.
    ///
    /// - Throws: ``HTTPProblem``; any status is an answer.
    func post(
        _ request: HTTPRequest, timeoutSeconds: Double
    ) throws(HTTPProblem) -> HTTPAnswer {
        let waiting = idle.withLock { $0.popLast() }
        let transfer = if let waiting { waiting } else { try CurlTransfer() }
        defer { idle.withLock { $0.append(transfer) } }
        return try transfer.post(
            request, timeoutSeconds: timeoutSeconds, bodyCountMax: Self.bodyCountMax)
    }
}
