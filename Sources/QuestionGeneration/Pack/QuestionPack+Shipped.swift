package import Diagnostics

extension QuestionPack {
    /// The packs that ship with the program, ascending by name. The files are in
    /// `Datasets/questions/`.
    package static let shipped: [(name: String, yaml: String)] = [
        ("medical", String(decoding: PackageResources.medical_yaml, as: UTF8.self))
    ]

    /// Reads a pack that ships; nil when none has the name.
    package static func shipped(_ name: String) throws(InputError) -> QuestionPack? {
        guard let found = shipped.first(where: { $0.name == name }) else { return nil }
        return try QuestionPack(yaml: found.yaml, file: "\(name).yaml")
    }
}
