/// Whom a disease or a symptom can meet: its sex and age limits.
struct Patients {
    let sex: String
    let ages: ClosedRange<Double>

    /// An empty cell is no limit.
    ///
    /// - Returns: nil if an age is no number or the limits are the wrong way round.
    init?(_ row: CSVTable.Row) {
        sex = row["sex"]
        guard let low = row["age_min"].isEmpty ? 0 : Double(row["age_min"]),
            let high = row["age_max"].isEmpty ? .infinity : Double(row["age_max"]),
            low >= 0, low < high
        else { return nil }
        ages = low...high
    }

    /// Whether there can be a person who is one of both.
    func overlaps(_ other: Patients) -> Bool {
        (sex.isEmpty || other.sex.isEmpty || sex == other.sex) && ages.overlaps(other.ages)
    }

    /// Whether all of these are among the others.
    func isWithin(sex: String, ages: ClosedRange<Double>) -> Bool {
        (sex.isEmpty || self.sex == sex) && ages.contains(self.ages.lowerBound)
            && ages.contains(self.ages.upperBound)
    }
}
