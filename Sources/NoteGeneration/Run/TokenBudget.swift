internal import Foundation

/// Keeps a run from using more tokens than it may.
///
/// A request reserves the most that it can take and gives back what it did not use, so the budget is
/// never exceeded, however many requests are under way.
///
/// Sendable though its state changes: all of it is read and written under the lock of `condition`.
package final class TokenBudget: @unchecked Sendable {
    private let limit: Int?
    private let condition = NSCondition()
    private var spent = 0
    private var reserved = 0

    /// - Parameter limit: nil for no limit.
    package init(_ limit: Int?) { self.limit = limit }

    /// Reserves tokens; waits for requests under way where they may leave enough.
    ///
    /// - Returns: false when the budget does not suffice.
    package func reserve(_ count: Int) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while let limit, spent + reserved + count > limit {
            if reserved == 0 || spent + count > limit { return false }
            condition.wait()
        }
        reserved += count
        return true
    }

    /// Ends a reservation.
    ///
    /// - Parameter used: how many were used; nil where nobody knows, and all are taken for used.
    package func settle(reserved count: Int, used: Int?) {
        condition.lock()
        reserved -= count
        spent += used ?? count
        condition.broadcast()
        condition.unlock()
    }

    /// How many tokens were used, or may have been.
    package var spentCount: Int {
        condition.lock()
        defer { condition.unlock() }
        return spent
    }
}
