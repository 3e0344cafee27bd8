import MedGraph
import TestSupport
import Testing

/// What is done with long texts and lists, and how it ends.
@Suite struct LongValueLimitTests {
    /// How long after its limit a query may still run.
    #if DEBUG
        private static let delayMax = Duration.seconds(1)
        private static let doublings = 18
    #else
        private static let delayMax = Duration.milliseconds(100)
        private static let doublings = 22
    #endif

    @Test(arguments: [
        "count(substring(t, x % 2) CONTAINS 'ba' + toString(x))", "sum(size(toLower(t)))",
        "sum(size(toUpper(t)))", "sum(size(reverse(t)))", "sum(size(replace(t, 'a', 'xyz')))",
        "sum(size(split(t, 'a')))", "sum(size(split(t, '')))", "sum(size(trim(t)))",
        "count(t STARTS WITH t)",
        "count([y IN split(t, 'a') | y] + x)",
    ])
    func `what is done with a long text stops soon after its time limit`(
        result: String
    ) throws {
        let graph = try QueryGraph()
        var options = RunOptions()
        options.timeoutMilliseconds = 300
        let query =
            "WITH reduce(s = 'ab', x IN range(1, \(Self.doublings)) | s + s) AS t "
            + "UNWIND range(1, 1000000) AS x RETURN \(result) AS n"
        var type: String?
        let time = try processorTime { type = try graph.problem(query, options: options)?.type }
        #expect(type == "Timeout")
        #expect(time < .milliseconds(300) + Self.delayMax, "\(time)")
    }

    @Test func `texts that are made of long ones are what they are by the rules`() throws {
        let graph = try QueryGraph()
        let text = "WITH reduce(s = 'aÉ', x IN range(1, 17) | s + s) AS t RETURN "
        for (expression, count) in [
            ("size(replace(t, 'a', 'xyz'))", 4 << 17), ("size(split(t, 'a'))", (1 << 17) + 1),
            ("size(split(t, ''))", 2 << 17), ("size(substring(t, 3))", (2 << 17) - 3),
            ("size(substring(t, 1, 7))", 7), ("size(toLower(t))", 2 << 17),
        ] {
            #expect(try graph.number("\(text)\(expression) AS n") == count, "\(expression)")
        }
        for condition in [
            "toLower(t) = replace(t, 'É', 'é')", "toUpper(t) = replace(t, 'a', 'A')",
            "reverse(reverse(t)) = t", "left(reverse(t), 2) = 'Éa'", "NOT t CONTAINS 'aa'",
            "t CONTAINS 'ÉaÉ'", "replace(t, t, '') = ''", "split(t, t) = ['', '']",
            "[y IN split(t, 'É') | y][0..2] = ['a', 'a']",
        ] {
            #expect(
                try graph.run("\(text)\(condition) AS n").values[0][0].description == "true",
                "\(condition)")
        }
    }

    @Test func `lists that double end at the limit of memory, and soon at that of time`() throws {
        let graph = try QueryGraph()
        let query = "RETURN size(reduce(s = [1], x IN range(1, 60) | s + s)) AS n"
        var options = RunOptions()
        options.timeoutMilliseconds = 200
        var type: String?
        let time = try processorTime { type = try graph.problem(query, options: options)?.type }
        #expect(type == "Timeout" || type == "LimitExceeded")
        #expect(time < .milliseconds(200) + Self.delayMax, "\(time)")
        options.timeoutMilliseconds = nil
        options.valueCountMax = 1_000_000
        #expect(try graph.problem(query, options: options)?.type == "LimitExceeded")
        #expect(
            try graph.problem(
                "WITH reduce(s = 'ab', x IN range(1, 18) | s + s) AS t "
                    + "RETURN size(replace(t, 'a', '0123456789'))", options: options)?.type
                == "LimitExceeded")
    }
}
