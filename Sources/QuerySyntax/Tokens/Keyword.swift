/// A word with a meaning of its own somewhere in the language.
///
/// Most keywords are also names: see ``isReserved``. **Source** `Grammar/keywords.txt`.
package enum Keyword: UInt8, CaseIterable, Sendable {
    case all, and, any, `as`, asc, ascending, bernoulli, by, `case`, constraint, contains
    case count, create, delete, desc, descending, detach, distinct, drop, `else`, end, ends
    case exists, explain, `false`, `for`, foreach, `if`, `in`, index, `is`, limit, match
    case merge, none, not, null, on, optional, or, order, per, profile, reduce, remove
    case replacement, require, `return`, sample, seed, set, single, skip, starts, then, `true`
    case union, unique, unwind, weighted, when, `where`, with, xor

    /// The keyword in capitals, as messages and the printer write it.
    package var spelling: String { Self.spellings[Int(rawValue)] }

    /// Whether the word is a variable, function or parameter only in backticks.
    ///
    /// Labels, relationship types, property keys and map keys may be any word.
    package var isReserved: Bool {
        switch self {
        case .any, .bernoulli, .constraint, .count, .drop, .explain, .for, .foreach,
            .if, .index, .none, .per, .profile, .reduce, .replacement, .require, .sample,
            .seed, .single, .unique, .weighted:
            false
        default: true
        }
    }

    private static let spellings: [String] = allCases.map { "\($0)".uppercased() }
}
