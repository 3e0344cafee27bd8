import Testing

@testable import PromptGeneration

@Suite struct ICDRangeTests {
    @Test(arguments: [
        ("G43", "G43", true), ("G43", "G43.1", true), ("G43", "G44.0", false),
        ("G43.0", "G43", false),
        ("g43", "G43.0", true), ("F", "F32", true), ("F", "G43", false), ("K20-K31", "K20", true),
        ("K20-K31", "K31.9", true), ("K20-K31", "K32", false), ("K20-K31", "K19.9", false),
        ("E10.2-E10.5", "E10.4", true), ("E10.2-E10.5", "E10.59", true),
        ("E10.2-E10.5", "E10.6", false),
    ])
    func `a code covers what begins with it, a range what lies between`(
        range: String, code: String, isCovered: Bool
    ) throws {
        #expect(try #require(ICDRange(range)).covers(code) == isCovered)
    }

    @Test(arguments: [
        "", "4", "G4", "G43.", "G43-", "K31-K20", "G43 J45", "G43.123", "Ж43", "G43-J45-K20",
    ])
    func `what is no code is refused`(text: String) {
        #expect(ICDRange(text) == nil)
    }
}
