internal import Diagnostics

/// Cuts identifiers such as `Disease::DOID:10763` into a kind and a key.
struct HetionetIdentifiers {
    /// The label of each kind, in a fixed order.
    private let kinds: [(bytes: [UInt8], label: String)]

    init(_ rules: HetionetRules) {
        kinds = rules.labelsByKind.sorted { $0.key < $1.key }.map { (Array($0.key.utf8), $0.value) }
    }

    var labels: [String] { kinds.map(\.label) }

    /// Why an identifier is none.
    struct Problem: Error {
        let message: String
        let hint: String?
    }

    /// The index of the label in ``labels``, and the range of the key.
    func parts(
        _ bytes: Span<UInt8>, _ cell: CellRange
    ) throws(Problem) -> (label: Int, key: CellRange) {
        guard let colons = bytes.firstIndex(of: Self.separator, in: cell.range) else {
            throw Problem(
                message: "the identifier has no kind", hint: "such as `Disease::DOID:10763`")
        }
        let kind = CellRange(Int(cell.start), colons)
        guard let label = kinds.firstIndex(where: { bytes.equals(kind, $0.bytes) }) else {
            let name = String(decoding: kind.range.map { bytes[$0] }, as: UTF8.self)
            throw unknown(kind: name)
        }
        let key = CellRange(colons + Self.separator.count, Int(cell.end))
        guard !key.isEmpty else { throw Problem(message: "the key is empty", hint: nil) }
        return (label, key)
    }

    func unknown(kind: String) -> Problem {
        let names = kinds.map { String(decoding: $0.bytes, as: UTF8.self) }
        return Problem(
            message: "`kinds` in the mapping has no `\(kind.prefix(40))`",
            hint: NearMiss.hint(for: kind, among: names))
    }

    private static let separator: [UInt8] = [0x3A, 0x3A]
}
