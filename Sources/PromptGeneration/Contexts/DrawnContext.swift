/// What was drawn for one record.
struct DrawnContext: Sendable {
    let disease: Disease
    /// Nil for templates of sentences.
    var patient: Patient?
    var comorbidities: [Drawn] = []
    var symptoms: [Drawn] = []
    var drugs: [Drawn] = []
    var sideEffects: [Drawn] = []
    var denied: [Drawn] = []
    var entity: Drawn?
    var pair: DrawnPair?
    /// What else was decided by chance, in the order in which it was.
    var sideDraws: [SideDraw] = []

    struct DrawnPair: Sendable {
        let pair: PairCandidate
        let probability: Double
    }

    mutating func note(_ name: String, _ value: String, _ probability: Double) {
        sideDraws.append(SideDraw(name: name, value: value, probability: probability))
    }
}
