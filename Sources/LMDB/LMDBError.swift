/// A failed call: which one, and the code it returned.
///
/// Carries no path, key or value: the data is medical, and errors end up in logs.
@usableFromInline
package struct LMDBError: Error, Sendable {
    /// The C function that failed, or the check of this module that did.
    @usableFromInline
    package let operation: StaticString

    /// What it returned.
    @usableFromInline
    package let code: ReturnCode

    @inlinable
    package init(_ code: ReturnCode, in operation: StaticString) {
        self.operation = operation
        self.code = code
    }
}

extension LMDBError: CustomStringConvertible {
    @usableFromInline
    package var description: String { "\(operation): \(code) (\(code.rawValue))" }
}
