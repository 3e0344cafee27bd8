/// Why a possible question is not asked.
package enum DropReason: String, CaseIterable, Sendable {
    /// The answer is empty, though the kind is not one without answers.
    case empty = "no answer"
    /// There are more answers than the kind allows.
    case tooMany = "too many answers"
    /// Another answer also fits.
    case ambiguous = "another answer also fits"
    /// The answer ranks equal with what is no answer.
    case tie = "equal ranks at the border of the answer"
    /// The answer can be derived with fewer hops than the kind claims.
    case shorter = "a derivation with fewer hops"
    /// The proof has no derivation of the hops that the kind claims.
    case unproven = "the proof has no derivation of that many hops"
    /// A question that should have no answer has one.
    case answerable = "it has an answer"
    case fewDistractors = "too few distractors"
    /// Both twins have the same answer.
    case equalTwins = "both twins have one answer"
    /// The subject has a key that no node of the label is known by.
    case unknown = "no node is known by that key"
    /// The wording needs a name that the graph lacks.
    case nameless = "a name is missing in this language"
    /// The same text was asked before.
    case duplicate = "asked before"
    /// An entity would be in too large a share of the questions.
    case share = "an entity in too large a share"
    /// The entities that it is about belong to different parts of the split.
    case crossing = "about entities of several splits"

    /// What may help, where it is not the question that is to blame.
    var hint: String? {
        switch self {
        case .unknown:
            "nodes are known by the key of their import, else by what is unique: "
                + "`CREATE CONSTRAINT FOR (d:Disease) REQUIRE d.icd10 IS UNIQUE`"
        default: nil
        }
    }
}
