import LMDB

// All of this must compile: if the set-up of the test is broken, it does not.

func valuesLiveAsLongAsTheTransaction(
    _ transaction: borrowing ReadTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) -> Int {
    let view = transaction.view
    let first = try view.get(1, in: tree)
    let second = try view.get(2, in: tree)
    return (first?.byteCount ?? 0) + (second?.byteCount ?? 0)
}

@_lifetime(copy view)
func valueIsReturned(
    _ view: TransactionView, _ tree: Tree<UInt64>
) throws(LMDBError) -> RawSpan? {
    try view.get(1, in: tree)
}

@_lifetime(borrow transaction)
func valueOfTransactionIsReturned(
    _ transaction: borrowing WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) -> RawSpan? {
    try transaction.view.get(1, in: tree)
}

func entriesOutliveTheNextStepAndTheCursor(
    _ transaction: borrowing ReadTransaction, _ tree: Tree<ByteKey>
) throws(LMDBError) -> Int {
    var first: Entry<ByteKey>?
    var second: Entry<ByteKey>?
    do {
        var cursor = try transaction.view.readCursor(tree)
        first = try cursor.first()
        second = try cursor.next()
    }
    return (first?.key.bytes.byteCount ?? 0) + (second?.value.byteCount ?? 0)
}

func pagesOutliveTheNextStep(
    _ transaction: borrowing ReadTransaction, _ tree: MultimapTree<UInt32>
) throws(LMDBError) -> Int {
    var cursor = try transaction.view.readCursor(tree)
    _ = try cursor.firstKey()
    let first = try cursor.page()
    let second = try cursor.nextPage()
    return (first?.count ?? 0) + (second?.count ?? 0)
}

func changesFollowReads(
    _ transaction: consuming WriteTransaction, _ tree: Tree<UInt64>, _ bytes: RawSpan
) throws(LMDBError) {
    let byteCount = try transaction.view.get(1, in: tree)?.byteCount ?? 0
    try transaction.put(UInt64(byteCount), bytes, in: tree)
    var cursor = try transaction.writeCursor(tree)
    while let key = try cursor.next()?.key {
        try cursor.put(key, bytes)
    }
    _ = consume cursor
    try transaction.commit()
}

func viewsOfBothTransactionsAreRead(
    _ reader: borrowing ReadTransaction, _ writer: inout WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) {
    guard let value = try valueIsReturned(reader.view, tree) else { return }
    try writer.put(1, value, in: tree)
    _ = try valueIsReturned(writer.view, tree)
}

final class Session {
    private let environment: Environment
    private let tree: Tree<UInt64>

    init(_ environment: Environment, _ tree: Tree<UInt64>) {
        self.environment = environment
        self.tree = tree
    }

    func count() throws(LMDBError) -> Int {
        let transaction = try environment.beginRead()
        return try transaction.view.entryCount(tree)
    }
}
