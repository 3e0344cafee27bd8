import Foundation
import Testing

/// A dump that a signal ends leaves nothing behind.
@Suite struct DumpSignalTests {
    @Test(arguments: [SIGTERM, SIGHUP])
    func `a signal leaves neither the folder nor a part of it`(signal: Int32) throws {
        try withFolder([:]) { folder in
            let made = try run(
                [
                    "query", "d.mdb",
                    "UNWIND range(1, 100000) AS i CREATE (:A {i: i, text: 'some text of a node'})",
                ], in: folder)
            try #require(made.status == 0, "\(made.messages)")
            let names = { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
            let isBegun = {
                guard let part = try names().first(where: { $0.hasPrefix("csv.partial") }) else {
                    return false
                }
                let files = try? FileManager.default.contentsOfDirectory(
                    atPath: folder.appending(path: part).path)
                return files?.isEmpty == false
            }
            try expectEnd(
                of: ["dump", "d.mdb", "--format", "neo4j-csv", "csv"], by: signal, in: folder,
                when: isBegun)
            let left = try names()
            #expect(left.allSatisfy { !$0.hasPrefix("csv") }, "\(left)")
        }
    }
}
