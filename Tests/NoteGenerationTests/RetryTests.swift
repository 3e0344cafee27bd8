import Testing

@testable import NoteGeneration

/// When a request is sent again.
@Suite struct RetryTests {
    private let limited = AttemptFailure(.rateLimit, "wait")

    @Test func `the bound of the wait doubles up to its cap, and the wait is a part of it`() {
        var policy = RetryPolicy()
        policy.retryCountMax = 12
        policy.baseSeconds = 0.5
        policy.capSeconds = 60
        let bounds = (0..<12).map { policy.delay(after: limited, retryCount: $0, fraction: 1) }
        #expect(bounds == [0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60])
        #expect(policy.delay(after: limited, retryCount: 3, fraction: 0) == 0)
        #expect(policy.delay(after: limited, retryCount: 3, fraction: 0.5) == 2)
        #expect(policy.delay(after: limited, retryCount: 12, fraction: 0.5) == nil)
    }

    @Test func `what a server asks for is waited at least, unless it is too long`() {
        let policy = RetryPolicy()
        var failure = limited
        failure.retryAfterSeconds = 30
        #expect(policy.delay(after: failure, retryCount: 0, fraction: 0) == 30)
        #expect(policy.delay(after: failure, retryCount: 0, fraction: 1) == 30.5)
        failure.retryAfterSeconds = 601
        #expect(policy.delay(after: failure, retryCount: 0, fraction: 0) == nil)
    }

    @Test(arguments: AttemptFailure.Kind.allCases)
    func `only what can pass by itself is sent again`(kind: AttemptFailure.Kind) {
        let passing: Set<AttemptFailure.Kind> = [.unreachable, .timeout, .rateLimit, .serverError]
        let delay = RetryPolicy().delay(
            after: AttemptFailure(kind, "x"), retryCount: 0, fraction: 0.5)
        #expect((delay != nil) == passing.contains(kind))
    }
}
