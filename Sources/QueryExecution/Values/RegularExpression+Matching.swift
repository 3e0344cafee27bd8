extension RegularExpression {
    /// Whether the whole text matches.
    ///
    /// All states that some way of reading the text leads to are followed at once, each at most
    /// once for a scalar.
    ///
    /// **Complexity**: O(scalars × states) time, O(scalars + states) space.
    ///
    /// **Throws** what `check` throws, which is called now and then.
    func matches<Failure: Error>(
        _ text: String, check: () throws(Failure) -> Void
    ) throws(Failure) -> Bool {
        let scalars = Array(text.unicodeScalars)
        var run = RegularExpressionRun(stateCount: instructions.count)
        var worksUntilCheck = Self.worksPerCheck
        run.follow(0, self, scalars, 0)
        for index in scalars.indices {
            run.advance()
            if run.current.isEmpty { return false }
            worksUntilCheck -= 1 + run.current.count
            if worksUntilCheck <= 0 {
                worksUntilCheck = Self.worksPerCheck
                try check()
            }
            let forms = isFolding ? CaseForms(scalars[index]) : CaseForms(same: scalars[index])
            for state in run.current where reads(instructions[state], forms) {
                run.follow(state + 1, self, scalars, index + 1)
            }
        }
        return run.isAccepting
    }

    private static var worksPerCheck: Int { 1 << 14 }

    private func reads(_ instruction: Instruction, _ forms: CaseForms) -> Bool {
        switch instruction {
        case .scalar(let scalar): scalar == forms.scalar
        case .foldedScalar(let scalar): scalar == forms.folded
        case .any: true
        case .anyInLine: !forms.scalar.isLineBreak
        case .set(let index): sets[index].contains(forms)
        case .assertion, .split, .jump, .accept: false
        }
    }
}

/// The states that a match has reached.
private struct RegularExpressionRun {
    /// Those that read the scalar at hand, and those that read the one after it.
    private(set) var current: [Int] = []
    private var following: [Int] = []
    private(set) var isAccepting = false
    /// The turn in which each state was last reached.
    private var turns: [Int]
    private var turn = 1
    private var stack: [Int] = []

    init(stateCount: Int) { turns = Array(repeating: 0, count: stateCount) }

    mutating func advance() {
        swap(&current, &following)
        following.removeAll(keepingCapacity: true)
        isAccepting = false
        turn += 1
    }

    /// Adds a state, and all those that it leads to without reading.
    mutating func follow(
        _ start: Int, _ expression: RegularExpression, _ scalars: [Unicode.Scalar], _ index: Int
    ) {
        stack.append(start)
        while let state = stack.popLast() {
            if turns[state] == turn { continue }
            turns[state] = turn
            switch expression.instructions[state] {
            case .split(let left, let right):
                stack.append(right)
                stack.append(left)
            case .jump(let target): stack.append(target)
            case .assertion(let assertion):
                if assertion.holds(scalars, index) { stack.append(state + 1) }
            case .accept: isAccepting = true
            case .scalar, .foldedScalar, .any, .anyInLine, .set: following.append(state)
            }
        }
    }
}

extension RegularExpression.Assertion {
    /// Whether it holds before the scalar at an index. `\r\n` is one line break.
    fileprivate func holds(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        let isStart = index == 0
        let isEnd = index == scalars.count
        let isInLineBreak =
            !isStart && !isEnd && scalars[index - 1] == "\r" && scalars[index] == "\n"
        switch self {
        case .textStart: return isStart
        case .textEnd: return isEnd
        case .lineStart:
            return isStart || !isEnd && scalars[index - 1].isLineBreak && !isInLineBreak
        case .lineEnd: return isEnd || scalars[index].isLineBreak && !isInLineBreak
        case .lastLineEnd:
            if isEnd { return true }
            guard scalars[index].isLineBreak, !isInLineBreak else { return false }
            let rest = scalars.count - index
            return rest == 1 || rest == 2 && scalars[index] == "\r" && scalars[index + 1] == "\n"
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isLineBreak: Bool {
        switch self {
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }
}
