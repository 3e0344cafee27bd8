internal import Foundation

/// A node as Hetionet's JSON writes it.
struct HetionetJSONNode: Decodable {
    let kind: String
    let identifier: HetionetJSONIdentifier
    let name: String?
    let data: [String: HetionetJSONValue]?

    private enum CodingKeys: CodingKey { case kind, identifier, name, data }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(String.self, forKey: .kind)
        identifier = try container.decode(HetionetJSONIdentifier.self, forKey: .identifier)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        data =
            decoder.userInfo[.keepsData] == nil
            ? nil : try container.decodeIfPresent([String: HetionetJSONValue].self, forKey: .data)
    }
}

/// An edge as Hetionet's JSON writes it.
struct HetionetJSONEdge: Decodable {
    let source: End
    let target: End
    let kind: String
    let direction: String
    let data: [String: HetionetJSONValue]?

    /// A pair of a kind and an identifier.
    struct End: Decodable {
        let kind: String
        let identifier: HetionetJSONIdentifier

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            kind = try container.decode(String.self)
            identifier = try container.decode(HetionetJSONIdentifier.self)
            guard container.isAtEnd else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "more than a kind and an identifier")
            }
        }
    }

    private enum CodingKeys: String, CodingKey {
        case source = "source_id"
        case target = "target_id"
        case kind, direction, data
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        source = try container.decode(End.self, forKey: .source)
        target = try container.decode(End.self, forKey: .target)
        kind = try container.decode(String.self, forKey: .kind)
        direction = try container.decodeIfPresent(String.self, forKey: .direction) ?? "both"
        data =
            decoder.userInfo[.keepsData] == nil
            ? nil : try container.decodeIfPresent([String: HetionetJSONValue].self, forKey: .data)
    }
}

/// An identifier, which is a text or an integer. It is kept as a text.
struct HetionetJSONIdentifier: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self.text = text
        } else if let number = try? container.decode(Int64.self) {
            text = String(number)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "the identifier is neither a text nor a 64-bit integer")
        }
    }
}

/// A member of a `data` object.
enum HetionetJSONValue: Decodable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case list([HetionetJSONValue])
    /// An object, which no property can hold.
    case object

    init(from decoder: any Decoder) throws {
        if var elements = try? decoder.unkeyedContainer() {
            var list: [HetionetJSONValue] = []
            while !elements.isAtEnd { list.append(try elements.decode(HetionetJSONValue.self)) }
            self = .list(list)
            return
        }
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .float(value)
        } else {
            self = .object
        }
    }
}

extension CodingUserInfoKey {
    /// Set when `data` objects are wanted.
    static let keepsData = CodingUserInfoKey(rawValue: "keepsData")!
}
