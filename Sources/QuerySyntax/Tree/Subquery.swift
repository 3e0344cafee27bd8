/// What stands in the braces of `EXISTS` and `COUNT`.
package enum Subquery: Sendable {
    /// `pattern, … [WHERE condition]`
    case pattern([PathPattern], condition: Expression?)
    /// A whole query; it reads only, and may end without `RETURN`.
    case query(Query)
}
