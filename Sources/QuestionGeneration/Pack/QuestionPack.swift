/// Kinds of questions as data: what a pack file says.
///
/// The language of packs is described in `Datasets/questions/README.md`.
package struct QuestionPack: Sendable {
    package var name: String
    /// The name that messages give.
    package var file: String
    /// In the order of the file.
    package var kinds: [QuestionKind]
}

/// The languages that questions are worded in.
package enum QuestionLanguage: String, CaseIterable, Hashable, Sendable {
    case english = "en"
    case russian = "ru"
}
