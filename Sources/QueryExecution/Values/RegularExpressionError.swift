/// Why a pattern is no regular expression, or none that is supported.
struct RegularExpressionError: Error, Hashable {
    enum Problem: Hashable, Sendable {
        // What no dialect allows.
        case unclosedGroup, unopenedGroup, unclosedClass, danglingEscape
        case nothingToRepeat, badRepetition, badRange, badEscape
        // What is not supported here.
        case backReference, lookAround, atomicGroup, possessive, wordBoundary, classOperation
        case unknownEscape, unknownProperty, unknownFlag, unknownGroup
        // Limits.
        case tooDeep, tooLarge
    }

    let problem: Problem
    /// **Units**: scalars of the pattern before the construct.
    let offset: Int
}
