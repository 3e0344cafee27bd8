import Foundation

/// How many random cases run, and which.
///
/// `MEDGRAPH_TEST_CASES=20` runs twenty times as many as usual; `MEDGRAPH_TEST_SEED=17` runs only
/// the case with that seed, as a failure prints it.
package enum RandomCases {
    /// The seeds of a test that usually runs `count` cases.
    package static func seeds(_ count: Int) -> [UInt64] {
        if let seed = variable("MEDGRAPH_TEST_SEED").flatMap(UInt64.init) { return [seed] }
        return (1...UInt64(count * factor)).map { $0 }
    }

    /// What multiplies the number of random cases.
    package static var factor: Int {
        max(1, variable("MEDGRAPH_TEST_CASES").flatMap(Int.init) ?? 1)
    }

    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name]
    }
}
