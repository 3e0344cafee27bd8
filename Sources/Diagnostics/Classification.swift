/// The name by which programs know an error: type, phase and detail.
///
/// **Source** The openCypher Technology Compatibility Kit's step "a TYPE should be raised at
/// PHASE: DETAIL", and MedGraph's own types beside it.
package struct Classification: Hashable, Sendable {
    package let type: ErrorType
    package let phase: ErrorPhase
    /// Nil where no word of the list fits.
    package let detail: ErrorDetail?

    package init(_ type: ErrorType, _ phase: ErrorPhase, _ detail: ErrorDetail? = nil) {
        self.type = type
        self.phase = phase
        self.detail = detail
    }

    /// A `SyntaxError` found before the query ran.
    package static func syntax(_ detail: ErrorDetail) -> Classification {
        Classification(.syntaxError, .compileTime, detail)
    }

    /// A feature of the language that is not there.
    package static let unsupported = Classification(.unsupported, .compileTime)

    /// A query larger or deeper than the engine takes.
    package static let limitExceeded = Classification(.limitExceeded, .compileTime)
}
