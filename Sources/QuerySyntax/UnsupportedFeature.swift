/// Something that other dialects of the language have and this one refuses.
struct UnsupportedFeature: Sendable {
    /// A noun phrase, for the sentence "… are not supported".
    let what: String
    /// What to write in its place.
    let hint: String

    static let labelExpression = UnsupportedFeature(
        what: "label expressions",
        hint: "write `:A:B` for nodes with both labels, and `WHERE n:A OR n:B` for either")
    static let pathGroup = UnsupportedFeature(
        what: "quantified path patterns",
        hint: "write a variable-length relationship such as `-[:TYPE*1..3]->`")
    static let quantifiedRelationship = UnsupportedFeature(
        what: "quantified relationships",
        hint: "write the bounds inside the brackets, as in `-[:TYPE*1..3]->`")
    static let inlineCondition = UnsupportedFeature(
        what: "conditions inside a pattern",
        hint: "write the condition in a `WHERE` behind the pattern")
    static let dynamicKey = UnsupportedFeature(
        what: "computed property keys",
        hint: "write `SET n += {key: value}`, or the key itself as in `n.key`")
    static let compositeIndex = UnsupportedFeature(
        what: "indexes over several properties", hint: "create one index for each property")
    static let compositeConstraint = UnsupportedFeature(
        what: "constraints over several properties", hint: "write `REQUIRE n.key IS UNIQUE`")
    static let constraintKind = UnsupportedFeature(
        what: "constraints other than uniqueness", hint: "write `REQUIRE n.key IS UNIQUE`")
    static let relationshipSchema = UnsupportedFeature(
        what: "indexes and constraints on relationships", hint: "write `FOR (n:Label)`")
    static let oldSchemaForm = UnsupportedFeature(
        what: "the old forms of schema commands",
        hint: "write `CREATE INDEX name FOR (n:Label) ON (n.key)`")
    static let indexKind = UnsupportedFeature(
        what: "special kinds of index", hint: "write `CREATE INDEX name FOR (n:Label) ON (n.key)`")
    static let administration = UnsupportedFeature(
        what: "commands that administer databases, users and roles",
        hint: "a database is a file; its rights are those of the file")
    static let collectSubquery = UnsupportedFeature(
        what: "`COLLECT` subqueries",
        hint: "write a pattern comprehension such as `[(n)-->(m) | m.name]`")
    static let mapProjection = UnsupportedFeature(
        what: "map projections", hint: "write a map such as `{name: n.name}`, or `properties(n)`")
    static let shortestPathExpression = UnsupportedFeature(
        what: "shortest paths inside expressions",
        hint: "write `MATCH p = shortestPath((a)-[*]-(b))`")
    static let temporal = UnsupportedFeature(
        what: "temporal values",
        hint: "keep dates as text such as '2024-05-31', which sorts and compares as they do")
    static let spatial = UnsupportedFeature(
        what: "spatial values", hint: "keep coordinates as two numbers")
    static let procedures = UnsupportedFeature(
        what: "procedures and `CALL` subqueries",
        hint:
            "`EXISTS { … }`, `COUNT { … }` and pattern comprehensions look at a graph from inside a query"
    )
    static let loading = UnsupportedFeature(
        what: "`LOAD CSV` and its like", hint: "the command `medgraph import` reads files")
    static let otherGraphs = UnsupportedFeature(
        what: "queries over several graphs", hint: "open the other database by itself")
    static let plannerHints = UnsupportedFeature(
        what: "planner hints", hint: "leave it out: the planner finds indexes by itself")
    static let showing = UnsupportedFeature(
        what: "`SHOW` commands", hint: "the command `medgraph info` lists what a database holds")
    static let transactionControl = UnsupportedFeature(
        what: "transaction commands", hint: "each query runs in a transaction of its own")
    static let otherDialect = UnsupportedFeature(
        what: "clauses of other dialects",
        hint: "openCypher has `MATCH`, `WITH`, `UNWIND` and `RETURN` for it")
    static let mandatoryMatch = UnsupportedFeature(
        what: "`MANDATORY MATCH` clauses", hint: "write `MATCH`")
}
