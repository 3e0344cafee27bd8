internal import Sampling

/// A name of 128 bits for texts, in 32 hexadecimal digits: the same on every machine, and another
/// for other texts.
///
/// - Parameter parts: told apart by their lengths, so `["ab", "c"]` is not `["a", "bc"]`.
package func fingerprint(_ parts: [String]) -> String {
    var hasher = IdentityHasher()
    for part in parts { hasher.combine(part) }
    let identity = hasher.identity()
    return [identity.high, identity.low].map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
}
