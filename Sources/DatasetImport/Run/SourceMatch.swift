package import Diagnostics

/// Finds the files that the tables of a mapping stand for.
package struct SourceMatch: Sendable {
    /// A table and the files it is read from, in the order in which they are read.
    package struct Table: Sendable {
        package var index: Int
        package var files: [InputFile]
    }

    package private(set) var tables: [Table] = []
    /// Files of a folder that no table stands for.
    package private(set) var unusedNames: [String] = []

    /// A file as it was given, or as a folder has it.
    package struct Candidate: Sendable {
        package var file: InputFile
        /// The name without folders.
        package var name: String
        /// Whether it was named by hand, so that it must be used.
        package var isRequired: Bool

        package init(file: InputFile, name: String, isRequired: Bool) {
            self.file = file
            self.name = name
            self.isRequired = isRequired
        }
    }

    /// Tables whose files are known.
    package init(tables: [Table], unusedNames: [String] = []) {
        self.tables = tables
        self.unusedNames = unusedNames
    }

    /// - Parameter format: if it is given, only tables of this format are read, and a single such
    ///   table takes all files whatever their names.
    /// - Throws: if a table that is not optional has no file, or a file has no table.
    package init(
        _ mapping: Mapping, candidates: [Candidate], format: TableFormat? = nil
    ) throws(InputError) {
        let candidates = candidates.sorted { $0.name < $1.name }
        var indexes = mapping.tables.indices.filter {
            format == nil || mapping.tables[$0].format == format
        }
        guard !indexes.isEmpty else {
            throw InputError(
                "the mapping `\(mapping.file)` has no table of format "
                    + "`\(format?.rawValue ?? "")`")
        }
        let takesAll = format != nil && indexes.count == 1
        func files(_ index: Int) -> [Candidate] {
            candidates.filter { candidate in
                takesAll && candidate.isRequired
                    || mapping.tables[index].patterns.contains {
                        FileNamePattern($0).matches(candidate.name)
                    }
            }
        }
        indexes = Self.choose(mapping, indexes) { !files($0).isEmpty }
        var used: Set<String> = []
        for index in indexes {
            let found = files(index)
            if found.isEmpty {
                let table = mapping.tables[index]
                guard !table.isOptional else { continue }
                throw InputError(
                    "no file is named \(table.patterns.quotedList)",
                    at: table.place,
                    hint: Self.hint(table.patterns, candidates))
            }
            used.formUnion(found.map(\.file.name))
            tables.append(Table(index: index, files: found.map(\.file)))
        }
        for candidate in candidates where !used.contains(candidate.file.name) {
            guard !candidate.isRequired else {
                let patterns = indexes.flatMap { mapping.tables[$0].patterns }
                throw InputError(
                    "the mapping `\(mapping.file)` does not read this file",
                    at: .init(file: candidate.file.name),
                    hint: "it reads \(patterns.quotedList)")
            }
            unusedNames.append(candidate.file.name)
        }
        guard !tables.isEmpty else {
            throw InputError("none of the files is one that `\(mapping.file)` reads")
        }
    }

    /// Of tables with forms, those of one form: the first whose files are all there, else the
    /// first of which there is any.
    private static func choose(
        _ mapping: Mapping, _ indexes: [Int], hasFile: (Int) -> Bool
    ) -> [Int] {
        var forms: [String] = []
        for index in indexes {
            if let form = mapping.tables[index].form, !forms.contains(form) { forms.append(form) }
        }
        func tables(_ form: String) -> [Int] {
            indexes.filter { mapping.tables[$0].form == form }
        }
        let chosen =
            forms.first { form in
                tables(form).allSatisfy { hasFile($0) || mapping.tables[$0].isOptional }
                    && tables(form).contains(where: hasFile)
            } ?? forms.first { tables($0).contains(where: hasFile) } ?? forms.first
        return indexes.filter {
            mapping.tables[$0].form == nil || mapping.tables[$0].form == chosen
        }
    }

    private static func hint(_ patterns: [String], _ candidates: [Candidate]) -> String? {
        for pattern in patterns {
            if let near = NearMiss.suggestion(for: pattern, among: candidates.map(\.name)) {
                return "there is `\(near)`; the mapping's `file` may say so"
            }
        }
        return nil
    }
}

/// A file's name with `*` for any characters and `?` for one.
struct FileNamePattern {
    private let pattern: [Character]

    init(_ pattern: String) { self.pattern = Array(pattern) }

    /// Whether a name, with or without `.gz`, is of this form.
    func matches(_ name: String) -> Bool {
        let plain = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
        return matches(Array(plain)[...], pattern[...])
    }

    private func matches(
        _ name: ArraySlice<Character>, _ pattern: ArraySlice<Character>
    ) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        if first == "*" {
            return matches(name, pattern.dropFirst())
                || !name.isEmpty && matches(name.dropFirst(), pattern)
        }
        guard let character = name.first, first == "?" || first == character else { return false }
        return matches(name.dropFirst(), pattern.dropFirst())
    }
}
