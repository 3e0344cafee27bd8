package import QuerySyntax

/// Which way relationships are followed.
package typealias RelationshipDirection = RelationshipPattern.Direction
