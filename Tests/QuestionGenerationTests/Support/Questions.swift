import MedGraph
import QuestionGeneration
import Testing

/// The kinds of the pack that ships; those that are named, or all.
func medicalKinds(_ names: [String] = []) throws -> [QuestionKind] {
    let pack = try #require(try QuestionPack.shipped("medical"))
    return names.isEmpty ? pack.kinds : pack.kinds.filter { names.contains($0.name) }
}

/// The lines that a generator makes, and its report.
func makeQuestions(
    _ database: Database, _ kinds: [QuestionKind], _ change: (inout QuestionOptions) -> Void
) throws -> (lines: [QuestionGenerator.Line], report: QuestionReport) {
    var options = QuestionOptions()
    change(&options)
    let generator = try QuestionGenerator(database, kinds: kinds, options: options)
    var lines: [QuestionGenerator.Line] = []
    let report = try generator.run { lines.append($0) }
    return (lines, report)
}

extension Tag {
    /// Asks for all kinds of questions about the whole starter graph.
    @Tag static var wholeGraph: Self
}
