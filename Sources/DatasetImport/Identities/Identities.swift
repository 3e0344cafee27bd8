package import Diagnostics

/// What an import is told about identifiers of the same thing.
package struct Identities: Sendable, Equatable {
    package let classes: IdentityClasses
    /// The labels whose keys are identifiers.
    package let labels: Set<String>
    /// The prefixes, in order of preference.
    package let prefixes: [IdentityPrefix]
    /// What the files hold.
    package let counts: IdentityTable.Counts

    /// The property that keeps the identifiers besides the one by which a node is known.
    package static let otherIDsProperty = "same_as"

    /// Reads the mappings and joins the identifiers.
    ///
    /// - Parameters:
    ///   - files: mappings in the form of SSSOM's tables, in any order.
    ///   - prefixes: in order of preference.
    ///   - labels: of the nodes whose keys are identifiers.
    /// - Throws: what is wrong with the files, or a prefix that none of them has.
    /// - Complexity: O(n log n) in the number of rows, which are kept in memory.
    package init(
        _ files: [InputFile], preferring prefixes: [IdentityPrefix], labels: Set<String>
    ) throws(InputError) {
        let table = try IdentityTable(files, wanted: prefixes)
        classes = IdentityClasses(table, preferring: prefixes)
        counts = table.counts
        (self.prefixes, self.labels) = (prefixes, labels)
    }
}
