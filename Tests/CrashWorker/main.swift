// Makes commit after commit until it is killed, and writes the number of each to its output when
// it has returned. What commit N holds is known to who checks: see `CrashSteps`.
//
// Arguments: the path of the database, the number of the first commit, and `durable` or not.

import Foundation
import GraphStore
import LMDB
import TestSupport

let arguments = CommandLine.arguments
guard arguments.count == 4, let first = Int(arguments[2]) else {
    fatalError("usage: CrashWorker path first durable|none")
}
var options = Environment.Options()
options.syncPolicy = arguments[3] == "durable" ? .durable : .none
let store = try Store.open(path: arguments[1], options: options, runCountMax: 8)
for step in first... {
    try CrashSteps.commit(step, in: store)
    let acknowledgement = (0..<4).map { UInt8(step >> (8 * $0) & 0xFF) }
    try FileHandle.standardOutput.write(contentsOf: acknowledgement)
}
