/// What an import made of the identifiers it met.
package struct IdentificationAudit: Sendable, Equatable {
    package let identities: Identities
    /// Labels that the import speaks of.
    var labelsMet: Set<String> = []
    /// The identifiers that were met, by the index of their class.
    private var metByClass: [Int: Set<String>] = [:]
    /// The identifiers that were met, by the index of what cannot be decided.
    private var metByAmbiguity: [Int: Set<String>] = [:]
    /// Relationships between two identifiers of one node, which are left out.
    package private(set) var loopCount = 0
    /// The first of these.
    package private(set) var loops: [Loop] = []

    /// Nodes of the database that are known by an identifier for which another stands, sorted.
    package internal(set) var strays: [Stray] = []

    private static let loopCountMax = 10

    /// A relationship whose ends turned out to be the same.
    package struct Loop: Sendable, Equatable {
        package var type: String
        package var start: String
        package var end: String
        package var file: String
        package var line: Int
    }

    /// A node that an earlier import has made without knowing that the identifiers are the same.
    package struct Stray: Sendable, Equatable {
        package var key: String
        package var id: String
    }

    /// A node that the import knows by other identifiers than its own.
    package struct Merge: Sendable, Equatable {
        package var id: String
        /// All identifiers of the node that the import names, sorted.
        package var met: [String]
    }

    /// Identifiers that the import names and that stay apart.
    package struct Case: Sendable, Equatable {
        package var ambiguity: IdentityAmbiguity
        /// Those that the import names, sorted.
        package var met: [String]
    }

    init(_ identities: Identities) { self.identities = identities }

    mutating func meet(_ found: IdentityResolver.Resolution) {
        switch found.place {
        case .class(let index): metByClass[index, default: []].insert(found.written)
        case .ambiguous(let index): metByAmbiguity[index, default: []].insert(found.written)
        case nil: break
        }
    }

    mutating func meetLoop(_ loop: Loop) {
        loopCount += 1
        if loops.count < Self.loopCountMax { loops.append(loop) }
    }

    /// Nodes that the import names otherwise than by the identifier that stands for them, sorted.
    package var merges: [Merge] {
        metByClass.sorted { $0.key < $1.key }.compactMap { index, met in
            let id = identities.classes.classes[index].preferred
            return met == [id] ? nil : Merge(id: id, met: met.sorted())
        }
    }

    /// Identifiers that are met and stay apart because of an ambiguity.
    package var cases: [Case] {
        metByAmbiguity.sorted { $0.key < $1.key }.map { index, met in
            Case(ambiguity: identities.classes.ambiguities[index], met: met.sorted())
        }
    }

    /// Labels that were asked for and of which the import does not speak.
    package var labelsNotMet: [String] { identities.labels.subtracting(labelsMet).sorted() }
}
