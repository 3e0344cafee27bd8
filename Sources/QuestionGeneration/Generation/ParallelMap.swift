internal import Diagnostics
internal import Dispatch
internal import Synchronization

/// Applies `transform` to each element on up to `threadCount` threads.
///
/// **Shape**: the results stand in the order of the elements, whatever the threads.
///
/// - Throws: of the errors the one of the first element that has one.
func parallelMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], threadCount: Int,
    _ transform: @Sendable (Element) throws(InputError) -> Result
) throws(InputError) -> [Result] {
    let results = Mutex<[Swift.Result<Result, InputError>?]>(
        Array(repeating: nil, count: elements.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threadCount, elements.count))) { _ in
        while true {
            let index = next.add(1, ordering: .relaxed).oldValue
            guard index < elements.count else { return }
            let result: Swift.Result<Result, InputError>
            do throws(InputError) {
                result = .success(try transform(elements[index]))
            } catch { result = .failure(error) }
            results.withLock { $0[index] = result }
        }
    }
    var values: [Result] = []
    values.reserveCapacity(elements.count)
    for result in results.withLock({ $0 }) {
        switch result {
        case .success(let value): values.append(value)
        case .failure(let error): throw error
        case nil: preconditionFailure("every element has a result")
        }
    }
    return values
}
