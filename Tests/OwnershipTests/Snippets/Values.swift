import LMDB

// None of this may compile. A comment that begins with `error:` stands above the line the compiler
// must complain about, and holds some of its words.

func valueOutlivesTransaction(
    _ environment: Environment, _ tree: Tree<UInt64>
) throws(LMDBError) -> Int {
    // error: lifetime-dependent variable 'value' escapes its scope
    var value: RawSpan?
    do {
        let transaction = try environment.beginRead()
        value = try transaction.view.get(1, in: tree)
    }
    return value?.byteCount ?? 0
}

func valueIsReadAfterPut(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>, _ bytes: RawSpan
) throws(LMDBError) -> Int {
    let value = try transaction.view.get(1, in: tree)
    // error: overlapping accesses to 'transaction'
    try transaction.put(2, bytes, in: tree)
    return value?.byteCount ?? 0
}

func valueIsCopiedIntoItsOwnTree(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) {
    guard let value = try transaction.view.get(1, in: tree) else { return }
    // error: overlapping accesses to 'transaction'
    try transaction.put(2, value, in: tree)
}

func valueIsReadAfterDelete(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) -> Int {
    let value = try transaction.view.get(1, in: tree)
    // error: overlapping accesses to 'transaction'
    _ = try transaction.delete(2, in: tree)
    return value?.byteCount ?? 0
}

func valueIsReadAfterCommit(
    _ transaction: consuming WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) -> Int {
    let value = try transaction.view.get(1, in: tree)
    // error: overlapping accesses to 'transaction'
    try transaction.commit()
    return value?.byteCount ?? 0
}

func keyOutlivesItsBytes() -> Int {
    // error: lifetime-dependent variable 'key' escapes its scope
    var key = ByteKey([UInt8]().span)
    do {
        let bytes: [UInt8] = [1, 2, 3]
        key = ByteKey(bytes.span)
    }
    return key.bytes.byteCount
}

func reservedBytesEscape(
    _ transaction: inout WriteTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) {
    // error: lifetime-dependent variable 'kept' escapes its scope
    var kept = RawSpan()
    try transaction.reserve(1, byteCount: 8, in: tree) { bytes in
        kept = bytes.bytes
    }
    _ = kept.byteCount
}

@_lifetime(immortal)
func valueIsReturned(
    _ transaction: borrowing ReadTransaction, _ tree: Tree<UInt64>
) throws(LMDBError) -> RawSpan? {
    try transaction.view.get(1, in: tree)
// error: lifetime-dependent value escapes its scope
}
