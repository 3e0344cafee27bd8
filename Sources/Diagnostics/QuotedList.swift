extension Sequence<String> {
    /// Such as `` `a`, `b` and `c` ``.
    package var quotedList: String {
        let names = map { "`\($0)`" }
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
