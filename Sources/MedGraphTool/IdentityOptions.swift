internal import ArgumentParser
internal import DatasetImport
internal import Diagnostics

/// The options of an import that makes nodes of equal identifiers one.
struct IdentityOptions: ParsableArguments {
    @Option(
        name: .customLong("identify-by"),
        help: ArgumentHelp(
            "Make nodes one whose identifiers are the same by `--identities`. A node is known by the "
                + "first of these prefixes that it has; other prefixes join nothing.",
            valueName: "PREFIX,PREFIX…"))
    var prefixes: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Which identifiers are the same: SSSOM tables, of which exact matches are read, or a "
                + "folder of *.sssom.tsv.", valueName: "FILE"))
    var identities: [String] = []

    @Option(
        name: .customLong("identify-label"),
        help: ArgumentHelp(
            "A label whose keys are identifiers; may be said again. Disease unless given.",
            valueName: "LABEL"))
    var labels: [String] = []

    func validate() throws {
        guard let prefixes else {
            if !identities.isEmpty {
                throw ValidationError(
                    "'--identities' needs '--identify-by', such as '--identify-by MONDO,DOID,OMIM'."
                )
            }
            if !labels.isEmpty {
                throw ValidationError("'--identify-label' needs '--identify-by'.")
            }
            return
        }
        let names = prefixes.split(separator: ",", omittingEmptySubsequences: false)
        if names.contains(where: { name in name.contains { $0 == ":" || $0.isWhitespace } })
            || names.contains(where: \.isEmpty)
        {
            throw ValidationError(
                "'\(prefixes)' is no list of prefixes. Write them as in '--identify-by MONDO,DOID,OMIM'."
            )
        }
        var known: Set<IdentityPrefix> = []
        for name in names where !known.insert(IdentityPrefix(name)).inserted {
            throw ValidationError("'--identify-by' has '\(IdentityPrefix(name).name)' twice.")
        }
        if identities.isEmpty {
            throw ValidationError(
                "Missing '--identities FILE', which says which identifiers are the same: "
                    + "'--identify-by' merges nothing by name alone.")
        }
    }

    /// The identities that the files hold; nil unless they are asked for.
    func read() throws(InputError) -> Identities? {
        guard let prefixes else { return nil }
        return try Identities(
            SourceFiles.identityFiles(identities),
            preferring: prefixes.split(separator: ",").map { IdentityPrefix($0) },
            labels: labels.isEmpty ? ["Disease"] : Set(labels))
    }
}
