internal import GraphStore

extension Database {
    /// What a check of a file found.
    public struct CheckResult: Sendable {
        /// Each promise that the file breaks, in a line that names the place; at most 1,000.
        public let violations: [String]
        /// All of them.
        public let violationCount: Int

        /// Whether the file keeps all promises.
        public var isClean: Bool { violationCount == 0 }
    }

    /// Proves that a file is whole: first its pages, then everything the store promises about
    /// nodes, relationships, indexes and counts.
    ///
    /// Others may use the file meanwhile, but not this process.
    ///
    /// - Parameter progress: is told the name of each stage when it begins.
    /// - Throws: ``MedGraphError/notADatabase(path:)``,
    ///   ``MedGraphError/otherFormatVersion(path:found:)``,
    ///   ``MedGraphError/storage(operation:reason:)``. Damage is a violation, not an error.
    /// - Complexity: O(everything).
    public static func check(
        path: String, progress: @escaping (String) -> Void = { _ in }
    ) throws(MedGraphError) -> CheckResult {
        do {
            let check = try FileCheck(path: path) { progress($0.stage) }
            return CheckResult(
                violations: check.violations.map(\.description),
                violationCount: check.violationCount)
        } catch { throw MedGraphError(error, path: path, nil) }
    }
}
