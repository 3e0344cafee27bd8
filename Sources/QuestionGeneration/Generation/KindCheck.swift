internal import ConfigurationFiles
internal import Diagnostics
internal import MedGraph

/// Checks a kind against a graph before questions are made of it.
struct KindCheck {
    private static let answerNames = ["answers", "answer", "yes", "letter"]
    private static let questionNames = ["only", "choices", "seed"]

    private let kind: QuestionKind
    private let database: Database
    private let graph: GraphEntities
    private let language: QuestionLanguage

    init(
        _ kind: QuestionKind, _ database: Database, _ graph: GraphEntities,
        _ language: QuestionLanguage
    ) {
        self.kind = kind
        self.database = database
        self.graph = graph
        self.language = language
    }

    /// - Throws: where a query of the kind cannot be run at all.
    func checkQueries() throws(InputError) {
        let queries = [
            (kind.subjects, "the subjects"), (kind.query, "the query"),
            (kind.choice?.distractors, "the distractors"),
        ]
        for (query, what) in queries {
            guard let query else { continue }
            do throws(MedGraphError) { _ = try database.explain(query.text) } catch {
                throw query.error(error, "\(what) of the kind `\(kind.name)`")
            }
        }
        if let choice = kind.choice {
            guard kind.query.parameters.contains("choices") else {
                throw kind.query.problem(
                    "it has `choices` and must ask which of `$choices` is right", kind)
            }
            guard kind.entities.contains(where: { $0.column == choice.right }) else {
                throw kind.query.problem("`right` must be a column of `entities`", kind)
            }
        }
    }

    /// - Throws: where the kind has no words in the language, or a tag of its words names nothing.
    func maker(
        _ list: SubjectList, _ options: QuestionOptions, _ reachable: ReachableNodes
    ) throws(InputError) -> QuestionMaker {
        guard let wordings = kind.wordings[language], let answer = kind.answer[language] else {
            throw InputError(
                "the kind `\(kind.name)` has no wordings in `\(language.rawValue)`", at: kind.place,
                hint: "add them, or leave the kind out with --kind")
        }
        let names = list.columns + Self.questionNames
        for wording in wordings { try check(wording, names) }
        try check(answer, names + Self.answerNames)
        let roots = Set(wordings.flatMap { $0.tags.all.map { $0[0] } })
        return QuestionMaker(
            kind: kind, database: database, graph: graph, reachable: reachable,
            language: language, format: options.format, seed: options.seed, wordings: wordings,
            answerWording: answer, named: kind.entities.filter { roots.contains($0.column) })
    }

    private func check(_ wording: Wording, _ names: [String]) throws(InputError) {
        for path in wording.tags.all {
            guard names.contains(path[0]) else {
                throw InputError(
                    "the wording names `\(path[0])`, which is no column of the subjects",
                    at: wording.place,
                    hint: NearMiss.hint(for: path[0], among: names)
                        ?? "there are \(names.joined(separator: ", "))")
            }
            guard let column = kind.entities.first(where: { $0.column == path[0] }), path.count > 1
            else { continue }
            let properties = graph.properties[column.label] ?? []
            // A graph without the label has no subjects, and no questions to get wrong.
            guard properties.isEmpty || properties.union(["key", "label"]).contains(path[1]) else {
                throw InputError(
                    "nodes of `\(column.label)` have no property `\(path[1])`", at: wording.place,
                    hint: NearMiss.hint(for: path[1], among: properties.sorted())
                        ?? "they have \(properties.sorted().joined(separator: ", "))")
            }
        }
    }
}
