import LMDB

// None of this may compile. A comment that begins with `error:` stands above the line the compiler
// must complain about, and holds some of its words.

func cursorOutlivesTransaction(
    _ environment: Environment, _ tree: Tree<UInt64>
) throws(LMDBError) -> UInt64 {
    let transaction = try environment.beginRead()
    var cursor = try transaction.view.readCursor(tree)
    // error: noncopyable 'transaction' cannot be consumed when captured
    _ = transaction.reset()
    return try cursor.first()?.key ?? 0
}

func readCursorIsUsedAfterPut(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>, _ bytes: RawSpan
) throws(LMDBError) {
    var cursor = try transaction.view.readCursor(tree)
    // error: overlapping accesses to 'transaction'
    try transaction.put(1, bytes, in: tree)
    _ = try cursor.next()
}

func transactionIsReadThroughTheBackOfAWriteCursor(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>, _ bytes: RawSpan
) throws(LMDBError) {
    // error: overlapping accesses to 'transaction'
    var cursor = try transaction.writeCursor(tree)
    _ = try transaction.view.entryCount(tree)
    try cursor.put(1, bytes)
}

func twoWriteCursors(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>, _ bytes: RawSpan
) throws(LMDBError) {
    // error: overlapping accesses to 'transaction'
    var first = try transaction.writeCursor(tree)
    var second = try transaction.writeCursor(tree)
    try first.put(1, bytes)
    try second.put(2, bytes)
}

func entryIsReadAfterStep(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) -> Int {
    var cursor = try transaction.writeCursor(tree)
    // error: overlapping accesses to 'cursor'
    let entry = try cursor.first()
    _ = try cursor.next()
    return entry?.value.byteCount ?? 0
}

func entryIsReadAfterDelete(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) -> Int {
    var cursor = try transaction.writeCursor(tree)
    // error: overlapping accesses to 'cursor'
    let entry = try cursor.first()
    try cursor.deleteCurrent()
    return entry?.value.byteCount ?? 0
}

func transactionIsCommittedUnderItsCursor(
    _ transaction: consuming WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) {
    // error: overlapping accesses to 'transaction'
    var cursor = try transaction.writeCursor(tree)
    try transaction.commit()
    _ = try cursor.next()
}

func cursorIsCopied(
    _ transaction: borrowing ReadTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) {
    // error: 'cursor' used after consume
    var cursor = try transaction.view.readCursor(tree)
    var copy = cursor
    _ = try cursor.next()
    _ = try copy.next()
}

// error: lifetime-dependent value escapes its scope
final class Operator {
    // error: lifetime-dependent variable 'value' escapes its scope
    var cursor: ReadCursor<UInt64>?
}

// error: lifetime-dependent value escapes its scope
final class Session {
    // error: lifetime-dependent variable 'value' escapes its scope
    var view: TransactionView?

    func open(_ transaction: borrowing ReadTransaction) {
        // error: lifetime-dependent value escapes its scope
        view = transaction.view
    }
}
