import Foundation

/// A source file that is compiled against the modules this test was built with.
struct Snippet {
    private static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    private static let package = directory.deletingLastPathComponent().deletingLastPathComponent()

    private let url: URL
    private let lines: [Substring]

    init(named name: String) throws {
        url = Self.directory.appendingPathComponent("Snippets/\(name).swift")
        let text = try String(contentsOf: url, encoding: .utf8)
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The words of every comment `// error: …`, by the number of the line below it.
    var expectedErrors: [Int: String] {
        var errors: [Int: String] = [:]
        for (index, line) in lines.enumerated() {
            let text = line.drop { $0 == " " }
            guard text.hasPrefix("// error: ") else { continue }
            errors[index + 2] = String(text.dropFirst("// error: ".count))
        }
        return errors
    }

    /// The first error of every line that has one. An error outside the snippet is on line 0.
    func compile() throws -> [Int: String] {
        var errors: [Int: String] = [:]
        for line in try diagnostics().split(separator: "\n") {
            guard let error = line.range(of: " error: ") else { continue }
            let place = line[..<error.lowerBound].split(separator: ":")
            let isHere = place.first.map { $0 == url.path } ?? false
            let number = isHere && place.count > 1 ? Int(place[1]) ?? 0 : 0
            if errors[number] == nil { errors[number] = String(line[error.upperBound...]) }
        }
        return errors
    }

    /// What the compiler says. Lifetimes and moves are checked after types, so it must go on to
    /// its intermediate language.
    private func diagnostics() throws -> String {
        let modules = URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent("Modules")
        // The name the package manager gives to the package, so that `package` is visible.
        let packageName = Self.package.lastPathComponent.lowercased()
            .map { $0.isLetter || $0.isNumber ? $0 : "_" }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "swiftc", "-emit-sil", "-o", "/dev/null", "-diagnostic-style", "llvm",
            "-package-name", String(packageName), "-swift-version", "6",
            "-enable-experimental-feature", "Lifetimes", "-I", modules.path,
            "-I", Self.package.appendingPathComponent("Sources/CLMDB").path, url.path,
        ]
        let output = Pipe()
        process.standardError = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
