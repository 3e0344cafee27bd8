import Diagnostics
import Testing

@Suite struct InputErrorTests {
    @Test func `an error shows as much of its place as is known`() {
        var error = InputError("it went wrong")
        #expect("\(error)" == "error: it went wrong")
        error.place = .init(file: "a.csv")
        #expect("\(error)" == "error: it went wrong\n  ┌─ a.csv")
        error.place = .init(file: "a.csv", line: 3, columnName: "x")
        #expect("\(error)" == "error: it went wrong\n  ┌─ a.csv:3 (column `x`)")
        error.place = .init(file: "a.csv", line: 3, column: 9)
        error.hint = "try again"
        #expect("\(error)" == "error: it went wrong\n  ┌─ a.csv:3:9\n  = hint: try again")
    }
}
