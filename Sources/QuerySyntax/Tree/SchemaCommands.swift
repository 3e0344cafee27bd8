/// `CREATE INDEX [name] [IF NOT EXISTS] FOR (variable:Label) ON (variable.key)`
package struct CreateIndexCommand: Sendable {
    package let name: Name?
    package let ifNotExists: Bool
    package let label: Name
    package let key: Name
}

/// `CREATE CONSTRAINT [name] [IF NOT EXISTS] FOR (variable:Label)
/// REQUIRE variable.key IS UNIQUE`
package struct CreateConstraintCommand: Sendable {
    package let name: Name?
    package let ifNotExists: Bool
    package let label: Name
    package let key: Name
}

/// `DROP INDEX name [IF EXISTS]`, `DROP CONSTRAINT name [IF EXISTS]`
package struct DropCommand: Sendable {
    package let name: Name
    package let ifExists: Bool
}
