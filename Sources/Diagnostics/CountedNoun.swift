extension Int {
    /// The count with its noun in the grammatical number: `1 node`, `2,338 nodes`.
    ///
    /// - Parameter many: the plural, where it is not the singular with an `s`.
    package func counted(_ one: String, _ many: String? = nil) -> String {
        "\(grouped) \(self == 1 ? one : many ?? one + "s")"
    }
}
