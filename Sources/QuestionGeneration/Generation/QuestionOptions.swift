/// Which questions are made, and how many.
package struct QuestionOptions: Sendable {
    package var count = 100
    package var seed: Int64 = 0
    package var language = QuestionLanguage.english
    package var format = QuestionFormat.jsonl
    /// The largest share of the questions, of any number of them from the start, that one entity
    /// may be in; 1 for no limit. An entity may always be in one question, and in both of twins.
    package var shareMax = 1.0
    package var split: QuestionSplit?
    package var threadCount = 1

    package init() {}
}
