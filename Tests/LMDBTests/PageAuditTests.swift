import Foundation
import LMDB
import Testing

@Suite struct PageAuditTests {
    let file = TemporaryFile()

    @Test func `a new file has no findings`() throws {
        let environment = try file.open()
        var audit = try PageAudit.run(path: file.path)
        #expect(audit.findings == [])
        #expect(audit.pageCounts.total == 2)
        _ = try environment.makeTree(keyedBy: UInt64.self)
        audit = try PageAudit.run(path: file.path)
        #expect(audit.findings == [])
    }

    @Test(arguments: 1...8)
    func `a file has no findings after random work`(seed: UInt64) throws {
        let environment = try file.open()
        var workload = try RandomWorkload(in: environment, seed: seed)
        for round in 0..<40 {
            try workload.run(Int.random(in: 1...400, using: &workload.generator), in: environment)
            if round % 10 == 9 {
                let audit = try PageAudit.run(path: file.path)
                #expect(audit.findings.map(\.description) == [], "seed \(seed) round \(round)")
                let counts = audit.pageCounts
                let sum = counts.meta + counts.branch + counts.leaf + counts.overflow + counts.free
                #expect(counts.total == sum)
            }
        }
    }
}
