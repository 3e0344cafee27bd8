import Diagnostics
import QuerySemantics

/// One decision in the search of a pattern.
indirect enum PatternChoice {
    case start(VariableID)
    /// A step from its left node, or from its right.
    case step(Int, fromLeft: Bool)
    /// A step whose relationship is known and whose nodes are not.
    case seek(Int)
    /// Another part, searched by itself, whose rows are found by a table.
    case join(PatternJoin)

    /// The step that is taken.
    var step: Int? {
        switch self {
        case .start, .join: nil
        case .step(let index, _), .seek(let index): index
        }
    }
}

/// An order in which a pattern, or a part of it, is searched, and what it costs.
struct PatternOrder {
    /// A decision with the rows behind it, for each row in front of the pattern.
    struct Entry {
        let choice: PatternChoice
        let rowCount: Double
    }

    private(set) var choices: [Entry] = []
    /// The rows behind the last choice, for each row in front.
    private(set) var rowCount = 1.0
    /// What is done for each row in front.
    private(set) var cost = 0.0
    /// What is done once, however many rows there are in front.
    private(set) var onceCost = 0.0

    /// What is done for so many rows in front.
    func cost(forRows count: Double) -> Double { cost * count + onceCost }

    /// - Parameters:
    ///   - factor: rows for each row before.
    ///   - work: what is looked at for each row before.
    mutating func take(_ choice: PatternChoice, _ factor: Double, work: Double = 0) {
        cost += rowCount * work
        rowCount = max(rowCount * factor, 0.001)
        cost += rowCount
        choices.append(Entry(choice: choice, rowCount: rowCount))
    }

    mutating func payOnce(_ cost: Double) { onceCost += cost }
}

/// A part of a pattern that is joined with what was found before.
struct PatternJoin {
    /// Expressions of what was found before and of the part that must be equal.
    struct Key {
        let probe: BoundExpression
        let build: BoundExpression
        let span: SourceSpan
    }

    let part: PatternPart
    /// How the part is searched.
    let order: PatternOrder
    /// Nodes that were found before too.
    let shared: [VariableID]
    let keys: [Key]
}
