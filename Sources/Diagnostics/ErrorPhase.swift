/// When an error shows: before anything ran, or while it ran.
package enum ErrorPhase: String, Hashable, Sendable {
    case compileTime = "compile time"
    case runtime = "runtime"
}
