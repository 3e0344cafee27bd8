/// A constant written in the text.
///
/// A minus sign right before a number belongs to it, so that the smallest integer can be written.
package enum Literal: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
}
