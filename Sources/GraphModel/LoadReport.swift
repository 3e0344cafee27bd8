/// What a bulk load read and did with it.
///
/// Every row that was read is counted exactly once: nodes read = made + merged; relationships read
/// = made + merged + dangling. Only under ``DanglingPolicy/stub`` are dangling rows made or merged
/// like others, and counted as dangling besides.
public struct LoadReport: Sendable {
    public var nodes = Counts()
    public var relationships = Counts()

    public struct Counts: Sendable, Equatable {
        /// Rows given to the loader.
        public var read = 0
        /// Rows that became something new.
        public var made = 0
        /// Rows that were already there, in the database or earlier in the load.
        public var merged = 0

        public init() {}
    }

    /// Rows that say again exactly what is there.
    public var duplicateNodes = 0
    /// Rows that say again exactly what is there.
    public var duplicateRelationships = 0
    /// Rows of symmetric relationships that were there the other way round.
    public var mirroredRelationships = 0
    /// Relationship rows with an end that was no node: refused, skipped or given a stub. An end
    /// that got a stub stays one, even when a later row describes it.
    public var danglingRelationships = 0
    /// The different nodes that those rows lack.
    public var missingNodes = 0
    /// Nodes made with nothing but their key, for the policy ``DanglingPolicy/stub``.
    public var stubNodes = 0
    /// Properties whose value in a row differs from the one that is there. The first value stays.
    public var conflictingProperties = 0

    /// The first ten dangling ends and the first ten conflicts, in the order in which they were
    /// met.
    public var issues: [LoadIssue] = []

    public init() {}
}

/// One row that needs a person's eye.
public struct LoadIssue: Sendable, Equatable {
    public let origin: LoadOrigin
    /// Counted from 1.
    public let line: Int
    public let problem: Problem

    public enum Problem: Sendable, Equatable {
        /// No node of `label` has the key at this end.
        case dangling(Direction, label: String, key: PropertyValue)
        /// The node or relationship has another value for the property.
        case conflict(property: String)
    }

    public init(origin: LoadOrigin, line: Int, problem: Problem) {
        self.origin = origin
        self.line = line
        self.problem = problem
    }
}

/// The file, or the part of one, that batches come from.
public struct LoadOrigin: Hashable, Sendable {
    public let name: String

    public init(name: String) { self.name = name }
}

/// What happens to a relationship whose end is no node.
public enum DanglingPolicy: String, Sendable, CaseIterable {
    /// The whole load fails and says where.
    case refuse
    /// The row is left out and counted.
    case skip
    /// A node with nothing but its label and key is made.
    case stub
}
