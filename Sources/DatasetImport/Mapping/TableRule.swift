package import Diagnostics

/// One table of a mapping: the files it stands for, how they are written, and what their rows make.
package struct TableRule: Sendable {
    /// File names or patterns with `*` and `?`, without `.gz`.
    package var patterns: [String]
    package var format: TableFormat
    /// Tables that are different ways to write the same dataset name a form; one form is read.
    package var form: String?
    package var isOptional: Bool
    package var dialect: TableDialect
    /// Columns that are known and left out, so that the audit does not name them.
    package var ignoredColumns: [ColumnReference]
    /// Columns that some files of this kind lack: their cells are empty then.
    package var optionalColumns: [String]
    /// Words that stand for an absent value, besides the empty cell.
    package var missingWords: [String]
    package var conditions: [RowCondition]
    /// Cells that are taken apart into further columns.
    package var splits: [SplitRule]
    package var nodes: [NodeRule]
    package var relationships: [RelationshipRule]
    /// What becomes of the `data` objects of Hetionet's JSON.
    package var data: DataPolicy
    /// The label of nodes for which a format that describes itself names none.
    package var label: String? = nil
    /// What is said of the characters of neo4j-admin's CSV.
    package var neo4j = Neo4jRule()
    package var place: FilePlace
}

/// The shape of a table's file.
package enum TableFormat: String, Sendable, CaseIterable {
    case csv, tsv
    case hetionetNodes = "hetionet-nodes"
    case hetionetSIF = "hetionet-sif"
    case hetionetJSON = "hetionet-json"
    case neo4jCSV = "neo4j-csv"
    case kgxTable = "kgx-tsv"
    case kgxLines = "kgx-jsonl"
    case kgxJSON = "kgx-json"
    case obo
    case oboGraph = "obo-graph"
    case graphML = "graphml"
    case nTriples = "n-triples"

    /// Where the meaning of a file of the format stands.
    package enum Meaning {
        /// In the rules of the table.
        case rules
        /// In the mapping's `kinds` and `metaedges`.
        case hetionet
        /// In the file: the format describes itself.
        case file
    }

    package var meaning: Meaning {
        switch self {
        case .csv, .tsv: .rules
        case .hetionetNodes, .hetionetSIF, .hetionetJSON: .hetionet
        case .neo4jCSV, .kgxTable, .kgxLines, .kgxJSON, .obo, .oboGraph, .graphML, .nTriples: .file
        }
    }
}

/// How the cells of a delimited table are written.
package struct TableDialect: Sendable, Equatable {
    package var delimiter: UInt8 = 0x2C
    /// The character around cells that hold delimiters or line ends; nil if it has no such power.
    package var quote: UInt8? = 0x22
    /// Lines that begin with this are no rows; empty if there are none.
    package var commentPrefix: [UInt8] = []
    /// The names of the columns of a file without header; nil if the first row names them.
    package var columnNames: [String]? = nil
}

/// A column of a table that the mapping names.
package struct ColumnReference: Sendable, Equatable {
    package var name: String
    package var place: FilePlace
}

/// Takes the cells of a column apart: the parts are columns of the table too.
package struct SplitRule: Sendable, Equatable {
    package var column: ColumnReference
    /// Such as `{kind}::{id}`. It is matched from its end; an empty cell has empty parts.
    package var pattern: Template
}

/// Which rows a rule takes: those whose cell is one of the words, or those whose cell is not.
package struct RowCondition: Sendable, Equatable {
    package var column: ColumnReference
    package var words: [String]
    /// Whether a cell need only begin with one of the words.
    package var isPrefix: Bool
    /// Whether rows with one of the words are taken, or all others.
    package var isTakenIfFound: Bool
}

/// Which members of a Hetionet `data` object become properties.
package enum DataPolicy: Sendable, Equatable {
    case none
    /// All of them: texts, booleans, numbers as floats, and lists of these.
    case all
    /// These, each with its type.
    case some([String: ValueType])
}
