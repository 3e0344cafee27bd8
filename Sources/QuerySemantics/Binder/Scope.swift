/// The variables that a place in the text sees.
struct Scope {
    private var ids: [ScalarText: VariableID] = [:]

    subscript(name: String) -> VariableID? {
        get { ids[ScalarText(name)] }
        set { ids[ScalarText(name)] = newValue }
    }

    var isEmpty: Bool { ids.isEmpty }

    /// In alphabetical order, by scalars.
    var names: [String] {
        ids.keys.map(\.text).sorted {
            $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
        }
    }

    func contains(_ id: VariableID) -> Bool { ids.values.contains(id) }
}
