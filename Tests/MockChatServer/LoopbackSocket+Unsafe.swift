internal import Glibc

/// TCP on this machine, as blocking calls. Unsafe only in handing addresses and buffers to the system.
struct LoopbackSocket: Sendable {
    private let descriptor: Int32

    /// Listens on a free port.
    static func listening() throws -> (socket: LoopbackSocket, port: UInt16) {
        let descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SocketError(code: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe bind(descriptor, address, length) == 0, listen(descriptor, 128) == 0
                else { return errno }
                return unsafe getsockname(descriptor, address, &length) == 0 ? 0 : errno
            }
        }
        guard status == 0 else {
            close(descriptor)
            throw SocketError(code: status)
        }
        return (LoopbackSocket(descriptor: descriptor), UInt16(bigEndian: address.sin_port))
    }

    /// The next connection; nil when the socket was shut down.
    func accepted() -> LoopbackSocket? {
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        // Programs that tests start do not keep it open.
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        return LoopbackSocket(descriptor: connection)
    }

    /// What came next; empty at the end.
    func read() -> [UInt8] {
        unsafe Array(unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = unsafe max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    func write(_ bytes: [UInt8]) {
        var start = 0
        while start < bytes.count {
            // A client that is gone is no signal.
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe send(
                    descriptor, buffer.baseAddress! + start, bytes.count - start,
                    Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            start += count
        }
    }

    /// Ends whatever waits on it.
    func shutDown() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    func end() { close(descriptor) }
}

struct SocketError: Error { let code: Int32 }
