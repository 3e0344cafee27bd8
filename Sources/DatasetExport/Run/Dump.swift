internal import Foundation
package import MedGraph

/// Writes everything in a database as files of another format, into a folder of their own.
///
/// All of it is written, or nothing: the folder gets its name when everything is there.
package struct Dump {
    private let database: Database
    private let format: DumpFormat
    private let isLossy: Bool

    /// - Parameter isLossy: whether what the format cannot hold is left out.
    package init(of database: Database, as format: DumpFormat, isLossy: Bool = false) {
        self.database = database
        self.format = format
        self.isLossy = isLossy
    }

    /// How far a dump is: nodes and relationships written, of all.
    package struct Progress: Sendable {
        package var count: Int
        package var totalCount: Int
    }

    /// What was written.
    package struct Summary: Sendable {
        package var nodeCount = 0
        package var relationshipCount = 0
        /// What was left out.
        package var losses: [DumpLoss] = []
        /// Names within the folder, in the order in which they were begun.
        package var files: [String] = []
    }

    /// Writes everything.
    ///
    /// - Parameter progress: is called after every thousand nodes or relationships.
    /// - Throws: ``DumpError``; nothing is left behind then.
    package func run(
        into path: String, progress: @escaping (Progress) -> Void = { _ in }
    ) throws(DumpError) -> Summary {
        try refuseOverwriting(path)
        let content: GraphContent
        do { content = try database.content() } catch { throw .database(error) }
        let survey = try DumpSurvey(content, format)
        guard isLossy || survey.losses.isEmpty else {
            throw .cannotHold(format, losses: survey.losses)
        }
        let folder = try DumpFolder(path)
        var walk = DumpWalk(content, progress: progress)
        let writer = makeWriter(content, survey, folder)
        try walk.run(writer)
        try folder.finish()
        return Summary(
            nodeCount: walk.nodeCount, relationshipCount: walk.relationshipCount,
            losses: survey.losses, files: folder.fileNames)
    }

    private func makeWriter(
        _ content: GraphContent, _ survey: DumpSurvey, _ folder: DumpFolder
    ) -> any DumpWriter {
        switch format {
        case .neo4jCSV: Neo4jWriter(content, survey, folder)
        case .kgx: KGXWriter(survey, folder)
        case .graphML: GraphMLWriter(survey, folder)
        case .cypher: CypherWriter(content, survey, folder)
        }
    }

    private func refuseOverwriting(_ path: String) throws(DumpError) {
        guard FileManager.default.fileExists(atPath: path) else { return }
        let names = try? FileManager.default.contentsOfDirectory(atPath: path)
        guard names?.isEmpty == true else { throw .isThere(path: path) }
    }
}

/// Writes one format. Nodes come first.
protocol DumpWriter: AnyObject {
    func begin() throws(DumpError)
    func write(_ node: GraphContent.Node) throws(DumpError)
    func write(_ relationship: GraphContent.Relationship) throws(DumpError)
    func end() throws(DumpError)
}

/// Gives everything in a graph to a writer.
struct DumpWalk {
    private let content: GraphContent
    private let progress: (Dump.Progress) -> Void
    private(set) var nodeCount = 0
    private(set) var relationshipCount = 0

    init(_ content: GraphContent, progress: @escaping (Dump.Progress) -> Void) {
        self.content = content
        self.progress = progress
    }

    mutating func run(_ writer: any DumpWriter) throws(DumpError) {
        var failure: DumpError?
        var count = 0
        let total = Int(content.nodeCount + content.relationshipCount)
        let progress = progress
        func step(_ body: () throws(DumpError) -> Void) -> Bool {
            do throws(DumpError) { try body() } catch {
                failure = error
                return false
            }
            count += 1
            if count % 1_000 == 0 { progress(Dump.Progress(count: count, totalCount: total)) }
            return true
        }
        try writer.begin()
        do throws(MedGraphError) {
            try content.forEachNode { node in
                step { () throws(DumpError) in try writer.write(node) }
            }
            nodeCount = count
            if failure == nil {
                try content.forEachRelationship { relationship in
                    step { () throws(DumpError) in try writer.write(relationship) }
                }
            }
        } catch { throw .database(error) }
        if let failure { throw failure }
        relationshipCount = count - nodeCount
        try writer.end()
    }
}
