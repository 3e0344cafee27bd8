/// One audit under way: which pages are spoken for, and what was found.
struct PageAuditor {
    let meta: MetaPage
    let filePageCount: UInt64

    var findings: FindingList
    var pageCounts = PageAudit.PageCounts()

    /// For every page of the file up to the last known one, whether it is used or free.
    private var isTaken: [Bool]

    /// The free pages that were never written.
    private var freeBeyondEnd: Set<UInt64> = []

    var pageByteCount: Int { meta.pageByteCount }

    init(meta: MetaPage, fileByteCount: Int, findingCountMax: Int) {
        self.meta = meta
        filePageCount = UInt64(fileByteCount / meta.pageByteCount)
        findings = FindingList(countMax: findingCountMax)
        let count = min(meta.lastPage + 1, filePageCount)
        isTaken = Array(repeating: false, count: Int(count))
        pageCounts.total = meta.lastPage + 1
        pageCounts.meta = min(2, count)
        for page in 0..<Int(pageCounts.meta) { isTaken[page] = true }
    }

    /// Audits all that the meta page refers to.
    mutating func audit(_ file: borrowing DataFile) throws(LMDBError) {
        try auditFreeList(of: file)
        let tree = AuditedTree(kind: .main, name: "main tree", record: meta.mainTree)
        try audit(tree, of: file)
        auditLeaks()
    }

    /// Audits the free list alone.
    mutating func auditFreeList(of file: borrowing DataFile) throws(LMDBError) {
        let tree = AuditedTree(kind: .freeList, name: "free list", record: meta.freeList)
        try audit(tree, of: file)
    }

    /// Notes that `count` pages from `first` on are used by `place`. Returns whether all of them
    /// exist and were unused.
    mutating func take(
        _ first: UInt64, count: UInt64 = 1, for place: String, as kind: PageKind
    ) -> Bool {
        guard first > 1, first <= meta.lastPage, count <= meta.lastPage - first + 1 else {
            findings.add(place, page: first, "is referred to but no page of the trees")
            return false
        }
        guard first + count <= filePageCount else {
            findings.add(place, page: first, "lies beyond the end of the file")
            return false
        }
        for page in Int(first)..<Int(first + count) where isTaken[page] {
            findings.add(place, page: UInt64(page), "is used twice or both used and free")
            return false
        }
        for page in Int(first)..<Int(first + count) { isTaken[page] = true }
        switch kind {
        case .branch: pageCounts.branch += count
        case .leaf: pageCounts.leaf += count
        case .overflow: pageCounts.overflow += count
        }
        return true
    }

    /// Notes that `page` is in the free list.
    mutating func takeFree(_ page: UInt64, in place: String) {
        guard page > 1, page <= meta.lastPage else {
            findings.add(place, page: page, "is in the free list but no page of the trees")
            return
        }
        pageCounts.free += 1
        guard page < filePageCount else {
            if !freeBeyondEnd.insert(page).inserted {
                findings.add(place, page: page, "is in the free list twice")
            }
            return
        }
        if isTaken[Int(page)] {
            findings.add(place, page: page, "is in the free list twice or both used and free")
        }
        isTaken[Int(page)] = true
    }

    /// The pages after the end of the file: those that are free, and how many are not.
    ///
    /// Only free pages may be missing: "Actually the file may be shorter if the freeDB lists the
    /// final pages" (mdb.c).
    var pagesBeyondEnd: (free: UInt64, missing: UInt64) {
        let free = UInt64(freeBeyondEnd.count)
        let all = meta.lastPage >= filePageCount ? meta.lastPage + 1 - filePageCount : 0
        return (free, all - free)
    }

    /// Every page must be spoken for by now.
    private mutating func auditLeaks() {
        let missing = pagesBeyondEnd.missing
        if missing > 0 {
            findings.add("end of file", "\(missing) pages that are not free are missing")
        }
        guard let first = isTaken.firstIndex(of: false) else { return }
        pageCounts.leaked = UInt64(isTaken.count { !$0 })
        let (leaked, page) = (pageCounts.leaked, UInt64(first))
        findings.add("lost pages", page: page, "is the first of \(leaked) neither used nor free")
    }
}

/// What a used page holds.
enum PageKind {
    case branch, leaf, overflow
}
