internal import Glibc

/// The open files that a process is born with.
enum Descriptor {
    /// Writes all of a text; the code of the error where that does not go.
    static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var text = text
        return text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                // The bytes are lent for as long as the call takes.
                let count = unsafe Glibc.write(
                    descriptor, bytes.baseAddress! + done, bytes.count - done)
                if count >= 0 {
                    done += count
                } else if errno == EAGAIN {
                    waitUntilWritable(descriptor)
                } else if errno != EINTR {
                    return errno
                }
            }
            return nil
        }
    }

    /// What the system says about a code.
    static func reason(_ code: Int32) -> String {
        // The text is copied before another call can change it: one thread writes.
        unsafe String(cString: strerror(code))
    }

    /// Somebody else may have set the descriptor not to wait.
    private static func waitUntilWritable(_ descriptor: Int32) {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&request, 1, -1)
    }
}
