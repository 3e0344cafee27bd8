internal import Diagnostics
internal import Foundation

/// Where the files of a pack are: in the program, or in a folder.
package enum PackFiles: Sendable {
    /// The pack that ships.
    case shipped
    case folder(String)

    /// The text of a file, by its name in the pack.
    ///
    /// - Throws: if it is not there or is no UTF-8; `place` is where it is named.
    func text(_ name: String, at place: FilePlace?) throws(InputError) -> String {
        guard let data = data(name) else {
            throw InputError("there is no file `\(path(name))`", at: place)
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw InputError("`\(path(name))` is not in UTF-8", at: place)
        }
        return text
    }

    func has(_ name: String) -> Bool { data(name) != nil }

    /// How messages call the file.
    func path(_ name: String) -> String {
        switch self {
        case .shipped: "Datasets/prompts/\(name)"
        case .folder(let folder): folder.isEmpty ? name : "\(folder)/\(name)"
        }
    }

    private func data(_ name: String) -> Data? {
        switch self {
        case .shipped: ShippedPack.files[name].map { Data($0()) }
        case .folder: try? Data(contentsOf: URL(filePath: path(name)))
        }
    }
}
