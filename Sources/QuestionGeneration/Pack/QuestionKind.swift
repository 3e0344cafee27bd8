package import ConfigurationFiles
package import Diagnostics

/// One kind of question.
package struct QuestionKind: Sendable {
    package var name: String
    /// Where the kind begins in its pack.
    package var place: FilePlace
    /// How many relationships lie between what the question names and its answer.
    package var hops: Int
    /// The possible questions, one a row; its columns are the parameters of ``query``.
    package var subjects: QueryText
    /// The columns of ``subjects`` that hold keys of nodes, or lists of keys, with their labels.
    package var entities: [EntityColumn]
    /// The columns of entities that tell the splits by entity apart.
    package var topics: [String]
    /// The columns of ``subjects`` whose lists are put into an order by lot.
    package var shuffle: [String]
    /// The complete answer and its proof.
    package var query: QueryText
    package var form: AnswerForm
    /// How many rows of ``query`` with the greatest `rank` are the answer; nil for all.
    package var top: TopCount?
    /// A question with more answers is not asked.
    package var answerCountMax: Int?
    package var derivation: Derivation
    /// What a multiple choice adds.
    package var choice: Choice?
    /// The columns that are exchanged for the question's negative twin.
    package var twin: Twin?
    package var wordings: [QuestionLanguage: [Wording]]
    package var answer: [QuestionLanguage: Wording]
    /// First words of names that keep their capital inside a sentence, of the whole pack.
    package var properNames: Set<String> = []
}

/// A column of subjects that holds keys of nodes.
package struct EntityColumn: Sendable, Hashable {
    package var column: String
    package var label: String
}

/// What the answer of a kind is.
package enum AnswerForm: String, CaseIterable, Sendable {
    /// All that the query answers; at least one.
    case set
    /// A single thing; a question that more than one thing answers is not asked.
    case one
    /// How many things the query answers.
    case count
    /// Whether something holds.
    case yesNo = "yes-no"
    /// Nothing: the question has no answer in the graph.
    case none
}

/// How many rows are the answer of a kind that ranks.
package enum TopCount: Sendable, Equatable {
    case number(Int)
    /// The column of the subjects that says it.
    case column(String)
}

/// Between what no path may be shorter than the hops that a kind claims.
package struct Derivation: Sendable {
    /// The columns of entities that a derivation starts from.
    package var from: [String]
    /// Whether it is enough that one entity of each column leads to the answer.
    package var any: Bool
    /// The column of entities that it ends in; nil for the answers.
    package var to: String?
    /// The types of relationships that it may use; nil for those of the proof.
    package var along: [String]?
}

/// A question with its possible answers.
package struct Choice: Sendable {
    /// Things of the right type that may be wrong answers: a column `distractor`.
    package var distractors: QueryText
    /// The column of the subjects that has the right answer.
    package var right: String
    /// How many choices there are, the right one among them.
    package var count: Int
}

/// A second question that differs in one thing, and so in its answer.
package struct Twin: Sendable {
    /// The column that is exchanged.
    package var column: String
    /// The column that has what takes its place.
    package var other: String
}
