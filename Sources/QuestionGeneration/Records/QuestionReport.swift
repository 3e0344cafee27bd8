internal import Diagnostics
internal import JSONRecords

/// How many questions were made, and how many of the possible ones were not, and why.
package struct QuestionReport: Sendable {
    /// One kind.
    package struct Kind: Sendable {
        package let name: String
        /// The rows of its subjects.
        package let subjectCount: Int
        package var questionCount = 0
        package var dropped: [DropReason: Int] = [:]
        /// Whether every subject was looked at.
        package var isExhausted = false
    }

    package let askedCount: Int
    package var questionCount = 0
    /// In the order of the packs.
    package var kinds: [Kind]

    /// Whether there were fewer questions than asked for: the count is then all that are possible.
    package var isShort: Bool { questionCount < askedCount }

    package var dropped: [DropReason: Int] {
        kinds.reduce(into: [:]) { sum, kind in sum.merge(kind.dropped, uniquingKeysWith: +) }
    }

    /// `{"asked", "written", "possible", "dropped": {…}, "kinds": {…}}`; `possible` is null unless
    /// it is known, which it is when it is less than what was asked for.
    package func json() -> String {
        var writer = JSONWriter()
        writer.write(
            .object([
                .init(key: "asked", value: .integer(Int64(askedCount))),
                .init(key: "written", value: .integer(Int64(questionCount))),
                .init(key: "possible", value: isShort ? .integer(Int64(questionCount)) : .null),
                .init(key: "dropped", value: Self.json(dropped)),
                .init(
                    key: "kinds",
                    value: .object(kinds.map { JSONValue.Member(key: $0.name, value: $0.json) })),
            ]))
        return writer.text + "\n"
    }

    fileprivate static func json(_ dropped: [DropReason: Int]) -> JSONValue {
        .object(
            DropReason.allCases.compactMap { reason in
                dropped[reason].map {
                    JSONValue.Member(key: reason.rawValue, value: .integer(Int64($0)))
                }
            })
    }

    /// Lines for a reader, each with a line end.
    package func text() -> String {
        let kindCount = kinds.count { $0.questionCount > 0 }
        var text = "\(questionCount.counted("question")) of \(kindCount.counted("kind"))\n"
        if isShort {
            text +=
                "\(askedCount.grouped) were asked for, and no more than "
                + "\(questionCount.grouped) were possible\n"
        }
        for reason in DropReason.allCases {
            guard let count = dropped[reason] else { continue }
            let kinds = kinds.filter { $0.dropped[reason] != nil }
                .map { "\($0.name) \($0.dropped[reason] ?? 0)" }.joined(separator: ", ")
            text += "not asked: \(count.grouped), \(reason.rawValue) (\(kinds))\n"
            if let hint = reason.hint { text += "  = hint: \(hint)\n" }
        }
        return text
    }
}

extension QuestionReport.Kind {
    fileprivate var json: JSONValue {
        .object([
            .init(key: "subjects", value: .integer(Int64(subjectCount))),
            .init(key: "written", value: .integer(Int64(questionCount))),
            .init(key: "exhausted", value: .boolean(isExhausted)),
            .init(key: "dropped", value: QuestionReport.json(dropped)),
        ])
    }
}
