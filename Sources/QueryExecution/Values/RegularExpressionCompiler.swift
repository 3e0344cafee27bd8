/// Lays out the states of an expression.
///
/// ```
/// x|y    split L1, L2   L1: x   jump L3   L2: y   L3:
/// x*     L1: split L2, L3   L2: x   jump L1   L3:
/// x+     L1: x   split L1, L2   L2:
/// x?     split L1, L2   L1: x   L2:
/// ```
struct RegularExpressionCompiler {
    private(set) var instructions: [RegularExpression.Instruction] = []
    /// Where the repetition is that is being laid out, for the error.
    private var offset = 0

    static let instructionCountMax = 10_000

    /// **Throws** `tooLarge`.
    mutating func append(
        _ instruction: RegularExpression.Instruction
    ) throws(RegularExpressionError) {
        guard instructions.count < Self.instructionCountMax else {
            throw RegularExpressionError(problem: .tooLarge, offset: offset)
        }
        instructions.append(instruction)
    }

    /// **Complexity**: linear in the states: the parser leaves out nodes without any.
    ///
    /// **Throws** `tooLarge`.
    mutating func emit(_ node: RegularExpressionNode) throws(RegularExpressionError) {
        switch node {
        case .empty: break
        case .instruction(let instruction): try append(instruction)
        case .sequence(let parts): for part in parts { try emit(part) }
        case .choice(let parts): try emit(choice: parts)
        case .repetition(let body, let min, let max, let offset):
            self.offset = offset
            if let max {
                for _ in 0..<min { try emit(body) }
                try emit(body, atMost: max - min)
            } else {
                try emit(body, atLeast: min)
            }
        }
    }

    private mutating func emit(
        choice parts: [RegularExpressionNode]
    ) throws(RegularExpressionError) {
        var jumps: [Int] = []
        for part in parts.dropLast() {
            let split = instructions.count
            try append(.jump(split))
            try emit(part)
            jumps.append(instructions.count)
            try append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
        }
        if let last = parts.last { try emit(last) }
        for jump in jumps { instructions[jump] = .jump(instructions.count) }
    }

    private mutating func emit(
        _ body: RegularExpressionNode, atLeast min: Int
    ) throws(RegularExpressionError) {
        guard min > 0 else {
            let split = instructions.count
            try append(.jump(split))
            try emit(body)
            try append(.jump(split))
            instructions[split] = .split(split + 1, instructions.count)
            return
        }
        for _ in 1..<min { try emit(body) }
        let last = instructions.count
        try emit(body)
        try append(.split(last, instructions.count + 1))
    }

    private mutating func emit(
        _ body: RegularExpressionNode, atMost max: Int
    ) throws(RegularExpressionError) {
        var splits: [Int] = []
        for _ in 0..<max {
            splits.append(instructions.count)
            try append(.jump(instructions.count))
            try emit(body)
        }
        for split in splits { instructions[split] = .split(split + 1, instructions.count) }
    }
}
