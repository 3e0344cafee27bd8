/// What an import read, before the database says what became of it.
package struct ReadAudit: Sendable, Equatable {
    package var tables: [TableAudit]
    /// What was made of identifiers, if the import was told about any.
    package var identification: IdentificationAudit?
}
