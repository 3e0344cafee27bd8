package import Diagnostics

/// A variable of one statement. Two variables of one name in different scopes have two ids.
package struct VariableID: RawRepresentable, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }
}

/// What is known of a variable.
package struct BoundVariable: Sendable {
    /// Its name in the text; empty for what the binder introduced.
    package let name: String
    package let type: StaticType
    /// Where it was introduced.
    package let span: SourceSpan
}
