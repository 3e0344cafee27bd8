internal import Dispatch
internal import Foundation
internal import FoundationNetworking
internal import Synchronization

/// What came back.
struct HTTPAnswer: Sendable {
    let status: Int
    let retryAfter: String?
    let body: Data
}

/// Why nothing came back.
enum HTTPProblem: Error {
    case timeout
    /// Nothing was sent.
    case unreachable(String)
    /// The connection ended before the answer did.
    case broken(String)
    case tooLong
}

/// Sends requests and waits for their answers, on as many threads as there are.
///
/// Redirects are not followed: they would take the key to another server.
///
/// While a request is under way the session of Foundation on Linux polls its socket, which takes
/// processor time beside a model on the same machine.
final class HTTPClient: Sendable {
    /// In bytes; a note of a hundred thousand tokens is shorter.
    private static let bodyCountMax = 8 << 20

    private let session: URLSession
    private let exchanges = Exchanges(bodyCountMax: bodyCountMax)

    init(connectionCount: Int) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpMaximumConnectionsPerHost = connectionCount
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        session = URLSession(
            configuration: configuration, delegate: exchanges, delegateQueue: nil)
    }

    deinit { session.invalidateAndCancel() }

    /// - Throws: ``HTTPProblem``; any status is an answer.
    func send(
        _ request: URLRequest, timeoutSeconds: Double
    ) throws(HTTPProblem) -> HTTPAnswer {
        var request = request
        // Only a second guard: the session counts idle time, this function all of it.
        request.timeoutInterval = timeoutSeconds + 10
        let task = session.dataTask(with: request)
        let exchange = exchanges.begin(task.taskIdentifier)
        defer { exchanges.end(task.taskIdentifier) }
        task.resume()
        guard exchange.isDone.wait(timeout: .now() + timeoutSeconds) == .success else {
            task.cancel()
            throw .timeout
        }
        let end = exchange.state.withLock { $0 }
        if end.isTooLong { throw .tooLong }
        if let error = end.error { throw Self.problem(error) }
        guard let response = end.response as? HTTPURLResponse else {
            throw .broken("the server does not speak HTTP")
        }
        return HTTPAnswer(
            status: response.statusCode,
            retryAfter: response.value(forHTTPHeaderField: "Retry-After"), body: end.body)
    }

    private static func problem(_ error: any Error) -> HTTPProblem {
        switch (error as? URLError)?.code {
        case .timedOut?: .timeout
        case .cannotConnectToHost?: .unreachable("the server refuses connections")
        case .cannotFindHost?, .dnsLookupFailed?: .unreachable("no server has this name")
        case .networkConnectionLost?: .broken("the connection broke before the answer was whole")
        default: .broken("the connection failed: \(error.localizedDescription)")
        }
    }
}

/// A request that is under way.
private final class Exchange: Sendable {
    struct State: Sendable {
        var body = Data()
        var response: URLResponse?
        var error: (any Error)?
        var isTooLong = false
    }

    let state = Mutex(State())
    let isDone = DispatchSemaphore(value: 0)
}

/// Gathers what the session reports about each request.
private final class Exchanges: NSObject, URLSessionDataDelegate, Sendable {
    private let bodyCountMax: Int
    private let running = Mutex<[Int: Exchange]>([:])

    init(bodyCountMax: Int) { self.bodyCountMax = bodyCountMax }

    func begin(_ task: Int) -> Exchange {
        let exchange = Exchange()
        running.withLock { $0[task] = exchange }
        return exchange
    }

    func end(_ task: Int) { running.withLock { $0[task] = nil } }

    private func exchange(_ task: URLSessionTask) -> Exchange? {
        running.withLock { $0[task.taskIdentifier] }
    }

    func urlSession(
        _ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data
    ) {
        guard let exchange = exchange(dataTask) else { return }
        let isTooLong = exchange.state.withLock { state in
            state.body.append(data)
            state.isTooLong = state.body.count > bodyCountMax
            return state.isTooLong
        }
        if isTooLong { dataTask.cancel() }
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
    ) {
        guard let exchange = exchange(task) else { return }
        exchange.state.withLock { state in
            state.error = error
            state.response = task.response
        }
        exchange.isDone.signal()
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
