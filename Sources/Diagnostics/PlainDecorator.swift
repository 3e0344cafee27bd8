/// Leaves every part as it is.
package struct PlainDecorator: DiagnosticDecorator {
    package init() {}

    package func decorate(_ text: String, as part: DiagnosticPart) -> String { text }
}
