/// A number that the graph keeps, read when the plan is run.
package struct PhysicalStatisticsCount: Sendable {
    /// What is counted. A missing label stands for any.
    package enum Counted: Sendable {
        case nodes(LabelSymbol?)
        /// No types stand for all.
        case relationships(start: LabelSymbol?, types: [TypeSymbol], end: LabelSymbol?)
    }

    package let counted: Counted
    /// Where the name of the type goes, if there is a row for each type.
    package let typeSlot: Int?
    /// Where the number goes.
    package let slots: [Int]
}
