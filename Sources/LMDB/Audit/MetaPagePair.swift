/// The two meta pages of a file, each readable or not.
struct MetaPagePair {
    private let first: Result<MetaPage, LMDBError>
    private let second: Result<MetaPage, LMDBError>

    init(of file: borrowing DataFile) {
        let first = Self.read(file, at: 0)
        let pageByteCount = (try? first.get().pageByteCount) ?? 4_096
        self.first = first
        second = Self.read(file, at: pageByteCount)
    }

    private static func read(
        _ file: borrowing DataFile, at offset: Int
    ) -> Result<MetaPage, LMDBError> {
        do throws(LMDBError) {
            return .success(try file.metaPage(at: offset))
        } catch {
            return .failure(error)
        }
    }

    /// The page of transaction `id`, by default the newest one that can be read.
    func page(of id: UInt64?) throws(LMDBError) -> MetaPage {
        let pages = [first, second].compactMap { try? $0.get() }
        guard let newest = pages.max(by: { $0.transactionID < $1.transactionID }) else {
            return try first.get()
        }
        guard let id else { return newest }
        guard let page = pages.first(where: { $0.transactionID == id }) else {
            throw LMDBError(.notFound, in: "PageAudit")
        }
        return page
    }

    /// Compares the pages with their places and with each other.
    func audit(_ findings: inout FindingList) {
        for (number, result) in [first, second].enumerated() {
            switch result {
            case .success(let page):
                audit(page, UInt64(number), &findings)
            case .failure(let error):
                findings.add("meta page", page: UInt64(number), "\(error.code)")
            }
        }
        guard case .success(let first) = first, case .success(let second) = second else { return }
        if first.pageByteCount != second.pageByteCount {
            findings.add("meta page", page: 1, "has another page size than page 0")
        }
        let (a, b) = (first.transactionID, second.transactionID)
        if max(a, b) - min(a, b) > 1 {
            findings.add("meta page", page: 1, "is not one transaction from page 0: \(a), \(b)")
        }
    }

    /// "Transaction N writes meta page #(N % 2)" (mdb.c); both start with 0.
    private func audit(_ page: MetaPage, _ number: UInt64, _ findings: inout FindingList) {
        if page.number != number {
            findings.add("meta page", page: number, "bears the number \(page.number)")
        }
        if page.transactionID % 2 != number, page.transactionID != 0 {
            findings.add("meta page", page: number, "is of transaction \(page.transactionID)")
        }
    }
}
