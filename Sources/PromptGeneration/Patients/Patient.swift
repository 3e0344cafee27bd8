/// A patient of a context.
struct Patient: Sendable {
    let sex: Sex
    let age: Age
    /// In the order of the demographic table; nil where people of that sex and age have none.
    var attributes: [(name: String, value: String?)] = []

    func value(of attribute: String) -> String? {
        attributes.first { $0.name == attribute }?.value
    }
}

/// A draw that is not that of a finding: what was drawn and how likely it was.
struct SideDraw: Sendable {
    let name: String
    let value: String
    let probability: Double
}
