import DatasetImport
import Testing

@Suite struct TextTableTests {
    @Test func `lists go on below where they would be too wide, and nowhere else`() {
        let table = TextTable(
            header: ["name", "list"],
            rows: [["a", "one, two, three"], ["b", "a long item, x"], ["c", ""]],
            alignments: [.left, .left], wrapping: [1: 9])
        #expect(
            table.lines == [
                "name  list",
                "a     one, two,",
                "      three",
                "b     a long item,",
                "      x",
                "c",
            ])
    }
}
