import Synchronization

/// Lets go of what an ended run held, while its caller goes on.
///
/// A query that was stopped may hold a gigabyte in millions of values. To free them takes longer
/// than a caller should wait who asked for an end.
package final class Disposal: Sendable {
    private let things: Mutex<Things>

    // What is handed over is used by nobody any more; the lock hands it to the other thread.
    private struct Things: @unchecked Sendable {
        var objects: [AnyObject]
    }

    private init(_ objects: consuming [AnyObject]) {
        things = Mutex(Things(objects: objects))
    }

    /// Frees objects soon, on another thread.
    ///
    /// - Precondition: nobody uses them any more, and nobody else keeps them.
    package static func later(_ objects: consuming [AnyObject]) {
        let disposal = Disposal(objects)
        Task.detached { disposal.run() }
    }

    private func run() {
        var own: [AnyObject] = []
        things.withLock { swap(&$0.objects, &own) }
    }
}
