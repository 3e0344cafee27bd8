/// Why the oracle has no answer.
package enum OracleError: Error, Sendable {
    /// The query needs more steps than are allowed.
    case tooLarge
    /// Random queries are not to have this.
    case unsupported(String)
}
