/// What every record of a run is made with, besides its disease and its number.
package struct PromptSettings: Sendable {
    package var seed: Int64 = 0
    package var language = Language.english
    package var template = "symptoms"
    package var weighting = Weighting.frequency
    /// Of the softmax; above 0.
    package var temperature = 1.0
    /// Whether the prompts name the diagnosis.
    package var hidesDiagnosis = false
    package var examples: ExampleNotes?

    package init() {}

    /// The same for equal settings, another for others.
    var name: String {
        [
            String(seed), language.rawValue, template, weighting.rawValue, temperature.description,
            String(hidesDiagnosis), examples?.fingerprint ?? "",
        ].joined(separator: "\n")
    }
}

/// A record to be made: the disease, and its number among the records of that disease, from 1.
package struct Assignment: Sendable, Equatable {
    package let code: String
    package let ordinal: Int

    package init(code: String, ordinal: Int) {
        self.code = code
        self.ordinal = ordinal
    }
}
