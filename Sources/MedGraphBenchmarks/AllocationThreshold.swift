/// How many allocations the queries of ``AllocationsBenchmark`` may need, in the mean of their runs.
///
/// The counts are the same in each run on one machine, and differ a little between versions of the
/// standard library, so there is room for a tenth more. A change that needs more says why; one that
/// needs less lowers the number.
enum AllocationThreshold {
    #if DEBUG
        /// Without optimization what is on the stack otherwise is allocated, too.
        static let perRun: [String: Double] = [
            "q1": 16, "q2": 340, "q6": 144, "q7": 104, "q7-per": 33_400, "q3-1": 19, "q3-2": 19,
            "q3-3": 19, "q3-6": 19, "q4": 320, "q5": 305, "q8": 40, "q9a": 28, "q9b": 795,
            "q10": 2_950,
        ]
    #else
        static let perRun: [String: Double] = [
            "q1": 6, "q2": 8, "q6": 6, "q7": 5, "q7-per": 148, "q3-1": 7, "q3-2": 7,
            "q3-3": 7, "q3-6": 7, "q4": 30, "q5": 30, "q8": 15, "q9a": 7, "q9b": 21, "q10": 27,
        ]
    #endif
}
