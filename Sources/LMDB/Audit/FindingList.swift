/// The first findings, and how many there were.
struct FindingList {
    private(set) var first: [PageAudit.Finding] = []
    private(set) var count = 0

    /// How many are kept.
    let countMax: Int

    init(countMax: Int) { self.countMax = countMax }

    mutating func add(
        _ place: @autoclosure () -> String, page: UInt64? = nil,
        _ problem: @autoclosure () -> String
    ) {
        count += 1
        guard first.count < countMax else { return }
        first.append(PageAudit.Finding(page: page, place: place(), problem: problem()))
    }
}
