import Foundation
import Testing

@Suite struct CorpusTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let reference = try! CorpusCase.read(root.appending(path: "Grammar/reference.md"))

    static let cases = try! FileManager.default
        .contentsOfDirectory(
            at: root.appending(path: "Tests/Corpus"), includingPropertiesForKeys: nil
        )
        .filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }
        .flatMap { try CorpusCase.read($0) }

    @Test(arguments: reference)
    func `an example of the reference is as it says`(example: CorpusCase) throws {
        #expect(try example.problem() == nil, "\(example.query)")
    }

    @Test(arguments: cases)
    func `a case of the corpus is as it says`(example: CorpusCase) throws {
        #expect(try example.problem() == nil, "\(example.query)")
    }
}
