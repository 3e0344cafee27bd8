import Diagnostics
import QueryPlanning
import Synchronization

/// The plans of queries that were run, by text.
final class PlanCache: Sendable {
    /// More are not kept: all are let go, since what is in use comes back at once.
    private static let countMax = 512

    /// A text, compared by its bytes.
    private struct Key: Hashable {
        let bytes: [UInt8]
    }

    private let plans = Mutex<[Key: (plan: QueryPlan, catalogVersion: UInt64)]>([:])

    func plan(of source: SourceText, _ catalogVersion: UInt64) -> QueryPlan? {
        plans.withLock { plans in
            guard let known = plans[Key(bytes: source.bytes)],
                known.catalogVersion == catalogVersion
            else { return nil }
            return known.plan
        }
    }

    func keep(_ plan: QueryPlan, of source: SourceText, _ catalogVersion: UInt64) {
        plans.withLock { plans in
            if plans.count >= Self.countMax { plans.removeAll() }
            plans[Key(bytes: source.bytes)] = (plan, catalogVersion)
        }
    }
}
