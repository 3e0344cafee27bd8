/// How large a statement may be.
package struct SyntaxLimits: Sendable {
    /// The bytes of the whole text.
    package var byteCountMax: Int
    /// How deep expressions and subqueries may lie in each other. Every walk over the tree
    /// may recurse this deep, whatever the text.
    package var depthMax: Int

    package init(byteCountMax: Int = 4 << 20, depthMax: Int = 256) {
        precondition(byteCountMax <= UInt32.max, "offsets into a statement have 32 bits")
        self.byteCountMax = byteCountMax
        self.depthMax = depthMax
    }
}
