/// The sex of a patient, as the graph writes it.
package enum Sex: String, Sendable, CaseIterable {
    case female
    case male
}

/// Whom something can meet: a disease, a symptom, a drug.
struct PatientLimits: Sendable, Equatable {
    /// Nil for either.
    var sex: Sex?
    /// In years, both ends included.
    var ages: ClosedRange<Double> = 0...Double.infinity

    func allow(_ sex: Sex, _ age: Age) -> Bool {
        (self.sex ?? sex) == sex && ages.contains(age.years)
    }

    /// What both allow; nil when that is nobody.
    func narrowed(by other: PatientLimits) -> PatientLimits? {
        if let sex, let second = other.sex, sex != second { return nil }
        let (low, high) = (
            max(ages.lowerBound, other.ages.lowerBound), min(ages.upperBound, other.ages.upperBound)
        )
        return low <= high ? PatientLimits(sex: sex ?? other.sex, ages: low...high) : nil
    }
}
