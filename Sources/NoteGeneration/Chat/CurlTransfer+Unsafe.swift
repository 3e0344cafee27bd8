internal import CCurl
internal import Foundation

/// Transfers of libcurl, one after another, over a connection that stays open between them.
///
/// **Source**: libcurl's own manual, "libcurl-easy" and "libcurl-thread".
@safe final class CurlTransfer: @unchecked Sendable {
    // Sendable, since a transfer is used by one thread at a time, whichever that is: libcurl keeps
    // nothing of a thread in it.

    private let handle: UnsafeMutableRawPointer

    /// - Throws: ``HTTPProblem/noLibrary(_:)``
    init() throws(HTTPProblem) {
        if let problem = unsafe ccurl_load() { throw .noLibrary(unsafe String(cString: problem)) }
        guard let handle = unsafe ccurl_easy_init() else { throw .noLibrary("it does not start") }
        unsafe self.handle = handle
    }

    deinit { unsafe ccurl_easy_cleanup(handle) }

    /// Sends a request and waits for all of its answer, at most `bodyCountMax` bytes.
    func post(
        _ request: HTTPRequest, timeoutSeconds: Double, bodyCountMax: Int
    ) throws(HTTPProblem) -> HTTPAnswer {
        // Keeps the connection.
        unsafe ccurl_easy_reset(handle)
        let headers = unsafe list(request.headers)
        defer { unsafe ccurl_list_free(headers) }
        let body = Body(countMax: bodyCountMax)
        unsafe set(request, headers, timeoutSeconds)
        let code = withExtendedLifetime(body) {
            unsafe ccurl_set_writer(
                handle,
                { bytes, size, count, context in
                    guard let bytes = unsafe bytes, let context = unsafe context else { return 0 }
                    let body = unsafe Unmanaged<Body>.fromOpaque(context).takeUnretainedValue()
                    let part = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
                    // Another number than came ends the transfer.
                    return unsafe body.append(part) ? size * count : 0
                }, Unmanaged.passUnretained(body).toOpaque())
            return unsafe ccurl_easy_perform(handle)
        }
        if body.isTooLong { throw .tooLong }
        guard code == CURLE_OK else { throw Self.problem(code) }
        let seconds = unsafe ccurl_retry_after(handle)
        return HTTPAnswer(
            status: unsafe ccurl_status(handle),
            retryAfterSeconds: seconds > 0 ? Double(seconds) : nil,
            body: String(decoding: body.bytes, as: UTF8.self))
    }

    private func list(
        _ headers: [(name: String, value: String)]
    ) -> UnsafeMutablePointer<curl_slist>? {
        // libcurl would wait for the server's leave to send a long body.
        var list = unsafe ccurl_list_append(nil, "Expect:")
        for header in headers {
            unsafe list = ccurl_list_append(list, "\(header.name): \(header.value)") ?? list
        }
        return unsafe list
    }

    private func set(
        _ request: HTTPRequest, _ headers: UnsafeMutablePointer<curl_slist>?,
        _ timeoutSeconds: Double
    ) {
        unsafe ccurl_set_text(handle, CURLOPT_URL, request.address)
        unsafe ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers)
        unsafe ccurl_set_text(handle, CURLOPT_USERAGENT, "MedGraph")
        unsafe ccurl_set_number(handle, CURLOPT_POST, 1)
        unsafe ccurl_set_size(
            handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.utf8.count))
        unsafe ccurl_set_text(handle, CURLOPT_COPYPOSTFIELDS, request.body)
        // All compressions that the library knows.
        unsafe ccurl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "")
        let milliseconds = min(max(1, timeoutSeconds * 1000), 1e9)
        unsafe ccurl_set_number(handle, CURLOPT_TIMEOUT_MS, Int(milliseconds))
        // Signals are the process's, and its threads are many.
        unsafe ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        let environment = ProcessInfo.processInfo.environment
        if let bundle = environment["CURL_CA_BUNDLE"] ?? environment["SSL_CERT_FILE"] {
            unsafe ccurl_set_text(handle, CURLOPT_CAINFO, bundle)
        }
    }

    private static func problem(_ code: CURLcode) -> HTTPProblem {
        let text = unsafe ccurl_easy_strerror(code).map { unsafe String(cString: $0) } ?? ""
        switch code {
        case CURLE_OPERATION_TIMEDOUT: return .timeout
        case CURLE_COULDNT_CONNECT: return .unreachable("the server refuses connections")
        case CURLE_COULDNT_RESOLVE_HOST: return .unreachable("no server has this name")
        case CURLE_COULDNT_RESOLVE_PROXY: return .unreachable("no proxy has this name")
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE:
            return .unreachable("no secure connection comes about: \(text)")
        case CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_SEND_ERROR, CURLE_RECV_ERROR:
            return .broken("the connection broke before the answer was whole")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            return .broken("the server does not speak HTTP")
        default: return .broken("the connection failed: \(text)")
        }
    }
}

/// The body of an answer, as much of it as has come.
private final class Body {
    private let countMax: Int
    private(set) var bytes: [UInt8] = []
    private(set) var isTooLong = false

    init(countMax: Int) { self.countMax = countMax }

    /// - Returns: false when there is more than may come.
    func append(_ part: UnsafeRawBufferPointer) -> Bool {
        isTooLong = bytes.count + part.count > countMax
        if !isTooLong { unsafe bytes.append(contentsOf: part) }
        return !isTooLong
    }
}
