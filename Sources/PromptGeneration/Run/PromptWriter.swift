internal import Diagnostics
internal import Dispatch
internal import Synchronization

/// Makes the records of a run with several threads and hands them over in their order.
package struct PromptWriter: Sendable {
    /// How many records a thread makes before it takes the next ones.
    private static let blockCount = 32

    let generator: PromptGenerator
    let threadCount: Int

    /// - Precondition: at least one thread.
    package init(_ generator: PromptGenerator, threadCount: Int) {
        precondition(threadCount > 0, "someone has to do the work")
        self.generator = generator
        self.threadCount = threadCount
    }

    /// Makes all records; `write` gets them in their order, some lines at a time, each with its end.
    ///
    /// - Throws: the first mistake in the order of the records.
    package func run(
        _ write: (_ lines: String, _ done: Int) throws -> Void
    ) throws {
        let count = generator.assignments.count
        let windowCount = threadCount * Self.blockCount * 4
        var start = 0
        while start < count {
            let end = min(count, start + windowCount)
            let lines = try self.lines(start..<end)
            try write(lines, end)
            start = end
        }
    }

    private func lines(_ range: Range<Int>) throws(InputError) -> String {
        let blockCount = (range.count + Self.blockCount - 1) / Self.blockCount
        let blocks = Mutex<[Result<String, InputError>?]>(Array(repeating: nil, count: blockCount))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threadCount, blockCount)) { _ in
            while true {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard block < blockCount else { return }
                let first = range.lowerBound + block * Self.blockCount
                let made = lines(of: first..<min(first + Self.blockCount, range.upperBound))
                blocks.withLock { $0[block] = made }
            }
        }
        var text = ""
        for block in blocks.withLock({ $0 }) {
            switch block {
            case .success(let lines)?: text += lines
            case .failure(let error)?: throw error
            case nil: preconditionFailure("every block is made")
            }
        }
        return text
    }

    private func lines(of range: Range<Int>) -> Result<String, InputError> {
        var text = ""
        for index in range {
            do { text += try generator.line(index) + "\n" } catch { return .failure(error) }
        }
        return .success(text)
    }
}
