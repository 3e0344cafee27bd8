/// A function of one row, by the name under which the reference lists it.
package enum ScalarFunction: String, Sendable, CaseIterable {
    case id, elementId, labels, type, properties, keys, startNode, endNode, nodes, relationships
    case length, exists
    case icd10Normalize = "icd10.normalize"
    case icd10Covers = "icd10.covers"
    case size, head, last, tail, reverse, range, coalesce, isEmpty
    case abs, sign, ceil, floor, round, sqrt, exp, log, log10
    case sin, cos, tan, cot, asin, acos, atan, atan2, degrees, radians, haversin
    case pi, e, rand, timestamp
    case toString, toBoolean, toInteger, toFloat, toUpper, toLower, trim, lTrim, rTrim
    case left, right, substring, replace, split
}
