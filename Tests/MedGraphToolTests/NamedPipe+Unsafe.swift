import Foundation
import Glibc

/// Makes a named pipe, which only its owner can use.
func makeNamedPipe(_ place: URL) throws {
    // The C function reads the path until it returns.
    guard unsafe mkfifo(place.path, 0o600) == 0 else { throw CocoaError(.fileWriteUnknown) }
}
