/// A command of the shell, as it is explained and completed.
struct ShellCommand {
    let name: String
    let arguments: String
    let summary: String
    /// More, for `:help NAME`.
    let details: String

    init(_ name: String, _ arguments: String, _ summary: String, _ details: String = "") {
        self.name = name
        self.arguments = arguments
        self.summary = summary
        self.details = details
    }

    var usage: String { arguments.isEmpty ? ":\(name)" : ":\(name) \(arguments)" }

    /// All commands, in the order of `:help`.
    static let all: [ShellCommand] = [
        ShellCommand(
            "schema", "", "show labels, types, properties and indexes with their counts",
            "Within a transaction: as its next query meets them."),
        ShellCommand(
            "explain", "[QUERY;]", "show how a query would be carried out",
            "Without a query: the last one. It may go on over several lines, up to its `;`."),
        ShellCommand(
            "profile", "[QUERY;]", "run a query and show what each of its steps did",
            "Without a query: the last one. It may go on over several lines, up to its `;`."),
        ShellCommand(
            "param", "NAME VALUE", "give the parameter `$NAME` a value",
            "The value is JSON, or in single quotes as in a query; what is neither is a string.\n"
                + "`=` or `=>` may stand before it.\n"
                + "Without a value: forget the parameter.\n"
                + "  :param code G43\n  :param codes [\"G43\", \"G44\"]\n  :param limit 10"),
        ShellCommand("params", "", "show the parameters"),
        ShellCommand(
            "begin", "[read]", "begin a transaction of several statements",
            "With `read` it only reads, and sees the graph as it is now. Otherwise other writers\n"
                + "wait until it ends. A statement that fails rolls it back."),
        ShellCommand("commit", "", "keep what the transaction changed"),
        ShellCommand("rollback", "", "drop what the transaction changed"),
        ShellCommand(
            "source", "FILE", "run the queries and commands of a file",
            "It ends at the first that fails."),
        ShellCommand(
            "format", "table|json|csv|ndjson", "choose how results are written",
            "Without a form: show which one is chosen."),
        ShellCommand(
            "rows", "N|all", "choose how many rows of a table are shown",
            "Other forms are never cut."),
        ShellCommand(
            "neighbours", "ID|NAME [K]", "draw what is around a node, up to K relationships away",
            "The node is named by its number, by the value of a property with an index, or by\n"
                + "`name`, `name_ru` and the like in any case. K is 1, 2 or 3; without it 1. Of each\n"
                + "type the heaviest relationships are drawn, and the others counted.\n"
                + "  :neighbours Migraine\n  :neighbours 'Tension-type headache' 2"),
        ShellCommand(
            "seed", "N", "draw by this seed where a query names none",
            "`:seed none`: draw by a fresh one each time. Without a number: show it."),
        ShellCommand("help", "[COMMAND]", "explain the commands, or one of them"),
        ShellCommand("quit", "", "leave; Ctrl-D does the same"),
    ]

    static func named(_ name: String) -> ShellCommand? { all.first { $0.name == name } }

    /// The text of `:help`.
    static var overview: String {
        let width = all.map { $0.usage.count }.max() ?? 0
        let lines = all.map { command in
            let blanks = String(repeating: " ", count: width - command.usage.count)
            return "  \(command.usage)\(blanks)  \(command.summary)\n"
        }
        return "A query ends with `;` and may have several lines. Ctrl-C stops it.\n\n"
            + lines.joined()
    }
}
