/// Where relationships come from: a dataset in one of its versions, under a licence.
///
/// Two relationships that differ only in their source are two relationships: that two datasets
/// agree is knowledge too.
public struct Source: Hashable, Sendable {
    /// The name of the dataset, such as `Hetionet`.
    public let name: String
    /// The release, such as `1.0` or a date; empty where the dataset has none.
    public let version: String
    /// The licence as its publisher names it, such as `CC BY 4.0`.
    public let license: String

    public init(name: String, version: String, license: String) {
        self.name = name
        self.version = version
        self.license = license
    }
}
