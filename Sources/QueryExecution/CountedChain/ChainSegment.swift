import GraphStore

/// The relationships of one type in one direction, as a step of a chain follows them.
struct ChainSegment {
    /// Which of a node's loops count. A loop stands in both directions.
    enum Loops {
        case all
        /// Where both directions are followed, loops come from the outgoing one.
        case none
        /// Only loops, no other relationships.
        case only
    }

    let directory: SegmentDirectory
    let loops: Loops
}
