/// `CASE [subject] WHEN … THEN … [ELSE …] END`
package struct CaseExpression: Sendable {
    /// `WHEN condition THEN value`
    package struct Branch: Sendable {
        /// A value to compare with the subject, or a condition if there is none.
        package let condition: Expression
        package let value: Expression
    }

    package let subject: Expression?
    /// At least one.
    package let branches: [Branch]
    package let otherwise: Expression?
}
