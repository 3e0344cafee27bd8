/// A tree as text without its spans, to compare trees that were parsed from different texts.
func treeText(_ value: Any) -> String {
    var text = ""
    write(value, to: &text)
    return text
}

private func write(_ value: Any, to text: inout String) {
    let mirror = Mirror(reflecting: value)
    guard !mirror.children.isEmpty else {
        text += "\(value)"
        return
    }
    text += "\(mirror.subjectType)("
    for child in mirror.children {
        let label = child.label ?? ""
        if label == "span" || label.hasSuffix("Span") { continue }
        text += "\(label):"
        write(child.value, to: &text)
        text += ","
    }
    text += ")"
}
