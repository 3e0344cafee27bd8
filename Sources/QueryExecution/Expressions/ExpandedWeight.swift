import GraphModel
import GraphStore

/// The weight of the relationship that a step has just put into a slot.
///
/// Declared weights stand beside the neighbours that the step walks over; the record of the
/// relationship, which lies elsewhere, need not be found for them.
final class ExpandedWeight {
    private var relationship: RelationshipID?
    /// The property that the weight is a copy of.
    private var key: KeyID?
    private var weight = 0.0
    /// The declared weights of the types that come one after the other.
    private var keys = WeightKeys()
    /// Whether there is anything to forget.
    private var isUsed = false

    /// Takes the weight that stands beside a neighbour.
    func keep(_ neighbour: Neighbour, _ run: borrowing Run) {
        isUsed = true
        let key = keys.key(of: neighbour.relationship.type, run)
        keep(neighbour.weight, key, of: neighbour.relationship.id)
    }

    private func keep(_ weight: Weight, _ key: KeyID?, of relationship: RelationshipID) {
        guard let key, let value = weight.value else {
            self.relationship = nil
            return
        }
        self.relationship = relationship
        self.key = key
        self.weight = value
    }

    /// Between two runs the graph may change.
    func forget() {
        guard isUsed else { return }
        isUsed = false
        relationship = nil
        keys = WeightKeys()
    }

    /// A property of a relationship, if it is the weight that was kept last.
    func value(of relationship: RelationshipValue, _ key: KeyID) -> Double? {
        relationship.id == self.relationship && key == self.key ? weight : nil
    }
}

/// The declared weights of the types that come one after the other.
private struct WeightKeys {
    private var type: TypeID?
    private var key: KeyID?

    /// See ``GraphAccess/weightKey(of:)``.
    mutating func key(of type: TypeID, _ run: borrowing Run) -> KeyID? {
        if type == self.type { return key }
        self.type = type
        key = run.graph.weightKey(of: type)
        return key
    }
}

/// The weights of the slots of a plan that expressions ask properties of.
final class ExpandedWeights {
    private var weights: [Int: ExpandedWeight] = [:]

    /// The weight of a slot that an expression asks of.
    func weight(of slot: Int) -> ExpandedWeight {
        if let known = weights[slot] { return known }
        let weight = ExpandedWeight()
        weights[slot] = weight
        return weight
    }

    /// The weight of a slot, if an expression asks of it.
    func askedWeight(of slot: Int) -> ExpandedWeight? { weights[slot] }

    func forget() { for weight in weights.values { weight.forget() } }
}
