/// A format that graphs are written in.
package enum DumpFormat: String, Sendable, CaseIterable {
    case neo4jCSV = "neo4j-csv"
    case kgx
    case graphML = "graphml"
    case cypher
}
