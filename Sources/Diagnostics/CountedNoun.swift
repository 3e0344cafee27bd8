extension Int {
    /// The count with its noun in the grammatical number: `1 node`, `2,338 nodes`.
    ///
    /// - Parameter many: the plural, where it is not the singular with an `s`.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        "\(grouped) \(self == 1 ? one : many ?? one + "s")"
    }

    /// With commas between the thousands.
    package var grouped: String {
        var digits = Array(String(magnitude))
        var index = digits.count - 3
        while index > 0 {
            digits.insert(",", at: index)
            index -= 3
        }
        return (self < 0 ? "-" : "") + String(digits)
    }
}
