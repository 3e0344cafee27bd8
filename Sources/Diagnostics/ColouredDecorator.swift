/// Colours the parts for a terminal. Used only when somebody asked for colour.
///
/// **Source** ECMA-48, Select Graphic Rendition.
package struct ColouredDecorator: DiagnosticDecorator {
    package init() {}

    package func decorate(_ text: String, as part: DiagnosticPart) -> String {
        text.isEmpty ? text : "\u{1B}[\(rendition(of: part))m\(text)\u{1B}[0m"
    }

    private func rendition(of part: DiagnosticPart) -> String {
        switch part {
        case .heading(let severity), .primary(let severity): "1;\(colour(of: severity))"
        case .message: "1"
        case .gutter, .secondary: "34"
        case .footer: "1;36"
        }
    }

    private func colour(of severity: Diagnostic.Severity) -> String {
        switch severity {
        case .error: "31"
        case .warning: "33"
        case .note: "36"
        }
    }
}
