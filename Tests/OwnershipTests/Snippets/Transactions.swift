import LMDB

// None of this may compile. A comment that begins with `error:` stands above the line the compiler
// must complain about, and holds some of its words.

// error: 'transaction' used after consume
func usesAfterCommit(_ transaction: consuming WriteTransaction) throws(LMDBError) {
    try transaction.commit()
    _ = transaction.id
}

// error: 'transaction' consumed more than once
func commitsTwice(_ transaction: consuming WriteTransaction) throws(LMDBError) {
    try transaction.commit()
    try transaction.commit()
}

// error: 'transaction' consumed more than once
func commitsAfterAbort(_ transaction: consuming WriteTransaction) throws(LMDBError) {
    transaction.abort()
    try transaction.commit()
}

// error: 'transaction' used after consume
func readsAfterReset(_ transaction: consuming ReadTransaction) {
    let idle = transaction.reset()
    _ = transaction.id
    _ = consume idle
}

// error: 'idle' consumed more than once
func renewsTwice(_ idle: consuming IdleReadTransaction) throws(LMDBError) {
    _ = try idle.renew()
    _ = try idle.renew()
}

// error: 'transaction' is borrowed and cannot be consumed
func commitsWhatIsLent(_ transaction: borrowing WriteTransaction) throws(LMDBError) {
    try transaction.commit()
}
