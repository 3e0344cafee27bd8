import Foundation
import Synchronization
import Testing

@testable import NoteGeneration

@Suite struct TokenBudgetTests {
    @Test func `what was not used can be reserved again`() {
        let budget = TokenBudget(100)
        #expect(budget.reserve(80))
        budget.settle(reserved: 80, used: 30)
        #expect(budget.reserve(70))
        budget.settle(reserved: 70, used: nil)
        #expect(!budget.reserve(1))
        #expect(budget.spentCount == 100)
    }

    @Test func `what does not fit at all is not waited for`() {
        let budget = TokenBudget(100)
        #expect(budget.reserve(50))
        #expect(!budget.reserve(101))
    }

    @Test func `a reservation waits for those under way, and the limit is never exceeded`() {
        let budget = TokenBudget(1000)
        let worst = Mutex(0)
        let held = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 400) { number in
            guard budget.reserve(100) else { return }
            held.withLock { $0 += 100 }
            worst.withLock { $0 = max($0, budget.spentCount + held.withLock { $0 }) }
            held.withLock { $0 -= 100 }
            budget.settle(reserved: 100, used: number % 5)
        }
        #expect(worst.withLock { $0 } <= 1000)
        #expect(budget.spentCount <= 1000)
        #expect(budget.spentCount > 700)
    }

    @Test func `without a limit everything fits`() {
        let budget = TokenBudget(nil)
        #expect(budget.reserve(.max / 4))
    }
}
