internal import QueryExecution
package import QueryPlanning
internal import Synchronization

/// How a query is run.
public struct RunOptions: Sendable {
    /// After so many milliseconds the query ends with an error of the type `Timeout`.
    public var timeoutMilliseconds: Int?
    /// With more rows in its result the query ends with an error of the type `LimitExceeded`.
    public var rowCountMax: Int?
    /// How many values the query and its result may hold at once, of about 24 bytes each. Lists,
    /// maps, paths and long texts count by what is in them, what is shared once.
    public var valueCountMax = 1 << 26
    /// Ends the query from another thread; one may be given to several queries.
    public var cancellation: Cancellation?
    /// The seed of draws for which the query names none; without it a fresh one is taken.
    public var seed: Int64?
    /// The rules by which the plan is improved; tests leave some out.
    package var rules = RewriteRules.all

    public init() {}
}

/// Ends queries from another thread.
public final class Cancellation: Sendable {
    private let state = Mutex<(isCancelled: Bool, controls: [RunControl])>((false, []))

    public init() {}

    /// Ends the queries that run with it, and those that will, with an error of the type
    /// `Cancelled`.
    public func cancel() {
        state.withLock { state in
            state.isCancelled = true
            for control in state.controls { control.cancel() }
        }
    }

    func attach(_ control: RunControl) {
        state.withLock { state in
            state.controls.append(control)
            if state.isCancelled { control.cancel() }
        }
    }

    func detach(_ control: RunControl) {
        state.withLock { state in state.controls.removeAll { $0 === control } }
    }
}

extension RunControl {
    convenience init(_ options: RunOptions, from start: ContinuousClock.Instant) {
        var limits = Limits()
        limits.timeoutMilliseconds = options.timeoutMilliseconds
        limits.rowCountMax = options.rowCountMax
        limits.valueCountMax = options.valueCountMax
        limits.seed = options.seed
        self.init(limits, from: start)
    }
}
