package import Diagnostics
internal import Foundation

/// Finds the files that are named by hand or lie in a folder.
package enum SourceFiles {
    /// - Parameter paths: files, or one folder, whose files are taken but not its folders. The files
    ///   of a ZIP archive stand for it. `-` is standard input.
    package static func candidates(
        _ paths: [String]
    ) throws(InputError) -> [SourceMatch.Candidate] {
        var candidates: [SourceMatch.Candidate] = []
        for path in paths {
            if path == "-" {
                guard !candidates.contains(where: { $0.file.name == standardInput }) else {
                    throw InputError("standard input can be read once", hint: "write `-` once")
                }
                candidates.append(
                    SourceMatch.Candidate(
                        file: InputFile(
                            path: try FileBytes.spoolStandardInput(), name: standardInput),
                        name: standardInput, isRequired: true))
                continue
            }
            guard let isFolder = FileBytes.isFolder(path: path) else {
                throw InputError("there is no such file", at: .init(file: path))
            }
            guard isFolder else {
                candidates += try expanded(path, isRequired: true)
                continue
            }
            guard paths.count == 1 else {
                throw InputError(
                    "a folder is the only source, or none", at: .init(file: path),
                    hint: "name the files, or the folder alone")
            }
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                throw InputError("cannot read the folder", at: .init(file: path))
            }
            for name in names.sorted() {
                let file = path.hasSuffix("/") ? path + name : "\(path)/\(name)"
                if FileBytes.isFolder(path: file) == false, !name.hasPrefix(".") {
                    candidates += try expanded(file, isRequired: false)
                }
            }
        }
        return candidates
    }

    /// The SSSOM tables that are named by hand, or those of a folder.
    ///
    /// - Throws: also for a folder that has none.
    package static func identityFiles(_ paths: [String]) throws(InputError) -> [InputFile] {
        let tables = FileNamePattern("*.sssom.tsv")
        let files = try candidates(paths).filter { $0.isRequired || tables.matches($0.name) }
        guard files.isEmpty else { return files.map(\.file) }
        throw InputError(
            "there is no identity file", at: paths.first.map { .init(file: $0) },
            hint: "of a folder the files `*.sssom.tsv` are read")
    }

    /// The text of a small file such as a mapping.
    package static func text(_ path: String) throws(InputError) -> String {
        let text = try TextBytes(InputFile(path: path))
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try text.read(into: &buffer, at: 0)
            guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer.prefix(count)
        }
    }

    private static let standardInput = "standard input"

    /// The file, or what is in it if it is an archive.
    private static func expanded(
        _ path: String, isRequired: Bool
    ) throws(InputError) -> [SourceMatch.Candidate] {
        guard ZipArchive.isArchive(path: path) else {
            return [candidate(path, isRequired: isRequired)]
        }
        let members = try ZipArchive(path: path).members.filter { member in
            let parts = member.name.split(separator: "/")
            return !member.name.hasSuffix("/") && parts.first != "__MACOSX"
                && parts.last?.hasPrefix(".") == false
        }
        return members.map { member in
            SourceMatch.Candidate(
                file: InputFile(member, path: path),
                name: member.name.split(separator: "/").last.map(String.init) ?? member.name,
                isRequired: isRequired && members.count == 1)
        }
    }

    private static func candidate(_ path: String, isRequired: Bool) -> SourceMatch.Candidate {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return SourceMatch.Candidate(
            file: InputFile(path: path), name: name, isRequired: isRequired)
    }
}
