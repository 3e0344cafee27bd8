internal import Diagnostics
internal import Foundation
internal import Glibc

/// The thread that reads files while the caller's thread loads what was read.
///
/// Foundation's threads do not tell when they could not be started: who waits for one then waits
/// forever.
enum ReaderThread {
    /// Starts a thread that runs `body` once and ends.
    ///
    /// - Throws: if the system has no memory for its stack, or has too many threads. `body` does not
    ///   run then.
    static func start(
        stackByteCount: Int, _ body: @escaping @Sendable () -> Void
    ) throws(InputError) {
        // The attributes live until this call ends; `pthread_create` copies what it needs.
        let attributes = UnsafeMutablePointer<pthread_attr_t>.allocate(capacity: 1)
        defer { unsafe attributes.deallocate() }
        var code = unsafe pthread_attr_init(attributes)
        guard code == 0 else { throw error(code) }
        defer { unsafe _ = pthread_attr_destroy(attributes) }
        code = unsafe pthread_attr_setstacksize(attributes, stackByteCount)
        guard code == 0 else { throw error(code) }
        code = unsafe pthread_attr_setdetachstate(attributes, CInt(PTHREAD_CREATE_DETACHED))
        guard code == 0 else { throw error(code) }
        // The thread takes the closure out of the box and frees it; if there is no thread, this does.
        let box = UnsafeMutablePointer<@Sendable () -> Void>.allocate(capacity: 1)
        unsafe box.initialize(to: body)
        var thread = pthread_t()
        code = unsafe pthread_create(
            &thread, attributes,
            { argument in
                guard let argument = unsafe argument else {
                    preconditionFailure("the box is given below")
                }
                let box = unsafe argument.assumingMemoryBound(to: (@Sendable () -> Void).self)
                let body = unsafe box.move()
                unsafe box.deallocate()
                body()
                return nil
            }, box)
        guard code != 0 else { return }
        unsafe box.deinitialize(count: 1)
        unsafe box.deallocate()
        throw error(code)
    }

    private static func error(_ code: CInt) -> InputError {
        let reason = unsafe String(cString: strerror(code))
        return InputError(
            "cannot start the thread that reads files: \(reason.lowercased())",
            hint: "the memory or the threads that this process may use are limited (`ulimit -a`)")
    }
}
