internal import Synchronization

/// Counts those who use the memory map, and lets it move only when there is nobody.
///
/// Entering and leaving cost one atomic addition each, so short reads on many threads do not
/// queue up here.
struct MapGate: ~Copyable {
    /// Far below zero while the map moves, so that one addition both counts and looks.
    private static let isMoving = Int.min / 2

    private let userCount = Atomic(0)

    /// How often the map has moved.
    private let moves = Atomic(0)

    /// Held while the map moves; who comes meanwhile waits for it.
    private let moving = Mutex(())

    /// Counts one user more, after waiting for a map that moves.
    func enter() {
        while userCount.add(1, ordering: .acquiring).newValue <= 0 {
            userCount.subtract(1, ordering: .relaxed)
            moving.withLock { _ in }
        }
    }

    /// Counts one user less.
    func leave() {
        userCount.subtract(1, ordering: .releasing)
    }

    /// How often the map has moved. It does not change while there is a user.
    var moveCount: Int { moves.load(ordering: .acquiring) }

    /// Runs `move` unless there are more users than `count`, with nobody entering meanwhile.
    ///
    /// Returns nil if there are.
    func move(ifUsersAre count: Int, _ move: () -> CInt) -> CInt? {
        moving.withLock { _ in
            let (exchanged, _) = userCount.compareExchange(
                expected: count, desired: Self.isMoving + count, ordering: .acquiringAndReleasing)
            guard exchanged else { return nil }
            defer {
                moves.add(1, ordering: .releasing)
                userCount.subtract(Self.isMoving, ordering: .releasing)
            }
            return move()
        }
    }
}
