/// A property key of a plan, by its place in ``PlanSymbols/keys``.
package struct KeySymbol: Hashable, Sendable {
    package let index: Int
}

/// A label of a plan, by its place in ``PlanSymbols/labels``.
package struct LabelSymbol: Hashable, Sendable {
    package let index: Int
}

/// A relationship type of a plan, by its place in ``PlanSymbols/types``.
package struct TypeSymbol: Hashable, Sendable {
    package let index: Int
}

/// The names that a plan speaks of.
///
/// They are looked up once a run, not once a row; a name that the graph lacks when the plan is
/// made may be there when it runs.
package struct PlanSymbols: Sendable {
    package private(set) var keys: [String] = []
    package private(set) var labels: [String] = []
    package private(set) var types: [String] = []

    mutating func key(_ name: String) -> KeySymbol {
        KeySymbol(index: Self.intern(name, &keys))
    }

    mutating func label(_ name: String) -> LabelSymbol {
        LabelSymbol(index: Self.intern(name, &labels))
    }

    mutating func type(_ name: String) -> TypeSymbol {
        TypeSymbol(index: Self.intern(name, &types))
    }

    /// The symbols of alternatives, each once: written twice, a type is no second match.
    mutating func types(_ names: [String]) -> [TypeSymbol] {
        var result: [TypeSymbol] = []
        for name in names {
            let symbol = type(name)
            if !result.contains(symbol) { result.append(symbol) }
        }
        return result
    }

    private static func intern(_ name: String, _ names: inout [String]) -> Int {
        if let index = names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) {
            return index
        }
        names.append(name)
        return names.count - 1
    }
}
