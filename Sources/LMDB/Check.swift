public import CLMDB

/// Throws what `code` says unless it is `MDB_SUCCESS`. Every C call goes through this or ``found``.
@inlinable
func check(_ code: CInt, _ operation: StaticString) throws(LMDBError) {
    guard code == MDB_SUCCESS else {
        throw LMDBError(ReturnCode(rawValue: code), in: operation)
    }
}

/// Whether a lookup succeeded: `MDB_NOTFOUND` is an answer, everything else an error.
@inlinable
func found(_ code: CInt, _ operation: StaticString) throws(LMDBError) -> Bool {
    if code == MDB_NOTFOUND { return false }
    try check(code, operation)
    return true
}

/// Whether an insertion changed the tree: `MDB_KEYEXIST` is an answer, everything else an error.
@inlinable
func inserted(_ code: CInt, _ operation: StaticString) throws(LMDBError) -> Bool {
    if code == MDB_KEYEXIST { return false }
    try check(code, operation)
    return true
}
