/// A class of scalars, as `[a-zё\d]` writes it.
struct ScalarSet: Sendable {
    /// A property, or the lack of it.
    struct Member: Hashable, Sendable {
        let property: ScalarProperty
        let isNegated: Bool
    }

    /// In ascending order, with gaps between them.
    private let ranges: [ClosedRange<Unicode.Scalar>]
    private let members: [Member]
    private let isNegated: Bool
    private let isFolding: Bool
    /// What is in the set of the scalars below 128: bit 0 is the first.
    private var ascii: (low: UInt64, high: UInt64) = (0, 0)

    /// **Complexity**: O(n log n) for n ranges.
    init(
        _ ranges: [ClosedRange<Unicode.Scalar>], _ members: Set<Member>, isNegated: Bool,
        isFolding: Bool
    ) {
        self.ranges = Self.merged(ranges)
        self.members = Array(members)
        self.isNegated = isNegated
        self.isFolding = isFolding
        for value in UInt8(0)..<64 {
            if computes(Unicode.Scalar(value)) { ascii.low |= 1 << value }
            if computes(Unicode.Scalar(value + 64)) { ascii.high |= 1 << value }
        }
    }

    /// **Complexity**: O(log n) for n ranges.
    func contains(_ forms: CaseForms) -> Bool {
        let value = forms.scalar.value
        if value < 64 { return ascii.low >> value & 1 != 0 }
        if value < 128 { return ascii.high >> (value - 64) & 1 != 0 }
        return computes(forms)
    }

    private func computes(_ scalar: Unicode.Scalar) -> Bool {
        computes(isFolding ? CaseForms(scalar) : CaseForms(same: scalar))
    }

    private func computes(_ forms: CaseForms) -> Bool {
        var isFound = includes(forms.scalar)
        if isFolding && !isFound {
            isFound = includes(forms.lower) || includes(forms.upper) || includes(forms.folded)
        }
        return isFound != isNegated
    }

    private func includes(_ scalar: Unicode.Scalar) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        if low < ranges.count, ranges[low].lowerBound <= scalar { return true }
        return members.contains { $0.property.holds(scalar) != $0.isNegated }
    }

    private static func merged(
        _ ranges: [ClosedRange<Unicode.Scalar>]
    ) -> [ClosedRange<Unicode.Scalar>] {
        var result: [ClosedRange<Unicode.Scalar>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                let upper = max(last.upperBound, range.upperBound)
                result[result.count - 1] = last.lowerBound...upper
            } else {
                result.append(range)
            }
        }
        return result
    }
}
