/// What diseases say about a patient besides their symptoms: who has tobacco dependence smokes, who
/// has pre-eclampsia is pregnant.
struct Condition: Sendable {
    /// An attribute of the demographic table, and its value.
    let attribute: String
    let value: String
    /// The key of the disease that stands for the condition where drugs are contraindicated in it.
    let disease: String?
    /// The diseases that only people of this condition have.
    let impliedBy: [ICDRange]
    /// The diseases that no one of this condition has.
    let excludedBy: [ICDRange]
    /// The keys of findings of which notes about people of this condition do not speak.
    let excludedFindings: Set<String>

    func isImplied(by codes: [String]) -> Bool {
        codes.contains { code in impliedBy.contains { $0.covers(code) } }
    }

    func isExcluded(by codes: [String]) -> Bool {
        codes.contains { code in excludedBy.contains { $0.covers(code) } }
    }
}
