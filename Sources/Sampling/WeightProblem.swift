/// A weight or a probability that no draw can use.
///
/// It holds the row and not the value: data stays out of messages unless asked for.
package struct WeightProblem: Error, Hashable, Sendable {
    /// What is wrong with it.
    package enum Kind: Hashable, Sendable {
        /// A weight below 0.
        case negative
        /// A weight of ∞ or −∞, or a logarithm of ∞. A logarithm of −∞ is a weight of 0.
        case infinite
        /// A weight, logarithm or probability that is not a number.
        case notANumber
        /// A probability below 0 or above 1.
        case outsideUnitInterval
    }

    package let kind: Kind
    /// The row as the caller numbers them: the first row of the batch and the place in it.
    package let row: Int

    @_noLocks
    package init(_ kind: Kind, row: Int) {
        self.kind = kind
        self.row = row
    }

    /// The problem with a weight that is not positive and finite.
    @_noLocks
    init(weight: Double, row: Int) {
        self.init(
            weight.isNaN ? .notANumber : weight.isInfinite ? .infinite : .negative, row: row)
    }
}
