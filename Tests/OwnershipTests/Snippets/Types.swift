import LMDB

// None of this may compile. A comment that begins with `error:` stands above the line the compiler
// must complain about, and holds some of its words.

struct Row {
    // error: 'Escapable'-conforming struct 'Row' has non-Escapable type 'RawSpan'
    var value: RawSpan
}

func keyOfAnotherType(
    _ view: TransactionView, _ tree: Tree<UInt64>, _ key: UInt32
) throws(LMDBError) {
    // error: cannot convert value of type 'UInt32' to expected argument type 'UInt64'
    _ = try view.get(key, in: tree)
}

func valueOfAMultimap(
    _ view: TransactionView, _ tree: MultimapTree<UInt64>
) throws(LMDBError) {
    let key: UInt64 = 1
    // error: cannot convert value of type 'MultimapTree<UInt64>'
    _ = try view.get(key, in: tree)
}

func readTransactionWrites(
    _ transaction: borrowing ReadTransaction, _ tree: Tree<UInt64>, _ bytes: RawSpan
) throws(LMDBError) {
    // error: value of type 'ReadTransaction' has no member 'put'
    try transaction.put(1, bytes, in: tree)
}

func treeIsMadeUp() -> Tree<UInt64> {
    // error: 'Tree<Key>' initializer is inaccessible due to 'internal' protection level
    Tree(handle: 2)
}
