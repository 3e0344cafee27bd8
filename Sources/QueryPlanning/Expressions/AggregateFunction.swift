/// A function of the rows of a group.
package enum AggregateFunction: String, Sendable, CaseIterable {
    case count, sum, avg, min, max, collect, stDev, stDevP, percentileDisc, percentileCont
}
