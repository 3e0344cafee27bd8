/// Which identifiers name the same thing, and which of them stands for all.
///
/// Exact matches join identifiers to classes, over any number of steps. A class in which a vocabulary
/// has two identifiers is ambiguous: that vocabulary tells apart what the mappings make one, so none
/// of its identifiers is joined.
///
/// Codes of classifications (ICD) come last, as they are many to many with diseases. A code joins a
/// class only if all that it is matched to is of that class, and the class has no other code of the
/// classification. Without that the code is ambiguous, and the class stays as it is.
///
/// The classes depend on the set of pairs alone, not on their order.
package struct IdentityClasses: Sendable, Equatable {
    package let classes: [IdentityClass]
    package let ambiguities: [IdentityAmbiguity]
    private let places: [String: IdentityPlace]
    private let prefixes: Set<IdentityPrefix>

    /// - Parameter prefixes: in order of preference: the first that a class has stands for it.
    /// - Complexity: O(n log n) for n pairs.
    package init(_ table: IdentityTable, preferring prefixes: [IdentityPrefix]) {
        var builder = IdentityClassBuilder(table.pairs, prefixes)
        builder.joinThings()
        builder.joinCodes()
        (classes, ambiguities) = (builder.classes, builder.ambiguities)
        var places: [String: IdentityPlace] = [:]
        for (index, ambiguity) in ambiguities.enumerated() {
            for id in ambiguity.unjoined { places[id] = .ambiguous(index) }
        }
        for (index, found) in classes.enumerated() {
            for id in found.ids { places[id] = .class(index) }
        }
        self.places = places
        self.prefixes = Set(prefixes)
    }

    /// The identifier as the graph writes it, and what is known of it; nil for a text that is no
    /// identifier with one of the prefixes.
    func place(_ text: String) -> (id: String, place: IdentityPlace?)? {
        guard let id = PrefixedID(text), prefixes.contains(id.prefix) else { return nil }
        let written = id.text
        return (written, places[written])
    }
}

/// What is known of an identifier: the index of its class, or of the case that cannot be decided.
enum IdentityPlace: Sendable, Equatable {
    case `class`(Int)
    case ambiguous(Int)
}

/// Identifiers of one thing.
package struct IdentityClass: Sendable, Equatable {
    /// The one by which the node is known.
    package let preferred: String
    /// All others, sorted by their prefixes, then by the rest.
    package let others: [String]

    var ids: [String] { [preferred] + others }
}

/// Identifiers that the mappings match and that are not joined.
package struct IdentityAmbiguity: Sendable, Equatable {
    package let reason: Reason
    /// All identifiers that it is about, sorted.
    package let ids: [String]
    /// Those of them that are left as they are because of it.
    package let unjoined: [String]

    package enum Reason: String, Sendable {
        /// Two identifiers of one vocabulary would be one thing.
        case samePrefix = "two identifiers of one vocabulary"
        /// Several things share a code.
        case sharedCode = "a code that several share"
        /// One thing has several codes of one classification.
        case severalCodes = "several codes of one classification"
    }
}
