/// A record that cannot be read. Whoever knows which record it is turns it into a ``Corruption``.
package struct RecordDamage: Error, Sendable, Equatable {
    /// What is wrong with the record, as a clause.
    package let reason: String

    init(_ reason: String) { self.reason = reason }

    func corruption(of place: String) -> StoreError { .corruption(Corruption(place, reason)) }
}
