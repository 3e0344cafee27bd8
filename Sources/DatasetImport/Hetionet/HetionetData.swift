internal import MedGraph

/// Makes property columns of `data` objects.
struct HetionetData {
    let policy: DataPolicy

    /// Why a member of an object is no property.
    struct Problem: Error {
        let row: Int
        let message: String
        let hint: String?
    }

    /// One column for each member that the policy keeps and any row has, ascending by name.
    func columns(
        _ rows: [[String: HetionetJSONValue]?]
    ) throws(Problem) -> [PropertyColumn] {
        guard policy != .none else { return [] }
        var names = Set(rows.flatMap { $0.map { Array($0.keys) } ?? [] })
        if case .some(let types) = policy { names.formIntersection(types.keys) }
        var columns: [PropertyColumn] = []
        for name in names.sorted() {
            var values: [PropertyValue] = []
            var isPresent: [Bool] = []
            for (row, data) in rows.enumerated() {
                let value = try value(data?[name] ?? .null, name, row)
                values.append(value ?? .boolean(false))
                isPresent.append(value != nil)
            }
            guard isPresent.contains(true) else { continue }
            columns.append(
                PropertyColumn(
                    key: name, cells: .values(values),
                    isPresent: isPresent.contains(false) ? isPresent : nil))
        }
        return columns
    }

    private func value(
        _ value: HetionetJSONValue, _ name: String, _ row: Int
    ) throws(Problem) -> PropertyValue? {
        let result: PropertyValue?
        switch (policy, value) {
        case (_, .null): return nil
        case (.some(let types), _): result = convert(value, to: types[name]!)
        default: result = natural(value)
        }
        if let result { return result }
        throw Problem(
            row: row, message: "`\(name)` of `data` cannot become a property of its type",
            hint: "`data` in the mapping says which members are kept, and their types")
    }

    /// Numbers are floats: JSON does not tell 1 from 1.0.
    private func natural(_ value: HetionetJSONValue) -> PropertyValue? {
        switch value {
        case .null, .object: return nil
        case .boolean: return convert(value, to: .scalar(.boolean))
        case .integer, .float: return convert(value, to: .scalar(.float))
        case .string: return convert(value, to: .scalar(.string))
        case .list(let elements):
            switch elements.first {
            case .boolean: return convert(value, to: .list(.boolean))
            case .integer, .float: return convert(value, to: .list(.float))
            case .string: return convert(value, to: .list(.string))
            case nil: return .list(.empty)
            default: return nil
            }
        }
    }

    private func convert(_ value: HetionetJSONValue, to type: ValueType) -> PropertyValue? {
        switch (type, value) {
        case (.scalar(.boolean), _): return boolean(value).map { .boolean($0) }
        case (.scalar(.integer), _): return integer(value).map { .integer($0) }
        case (.scalar(.float), _): return float(value).map { .float($0) }
        case (.scalar(.proportion), _): return proportion(value).map { .float($0) }
        case (.scalar(.string), _): return string(value).map { .string($0) }
        case (.list(let element), .list(let elements)):
            guard !elements.isEmpty else { return .list(.empty) }
            switch element {
            case .boolean: return all(elements, boolean).map { .list(.booleans($0)) }
            case .integer: return all(elements, integer).map { .list(.integers($0)) }
            case .float: return all(elements, float).map { .list(.floats($0)) }
            case .proportion: return all(elements, proportion).map { .list(.floats($0)) }
            case .string: return all(elements, string).map { .list(.strings($0)) }
            }
        case (.list, _): return nil
        }
    }

    private func all<Element>(
        _ values: [HetionetJSONValue], _ convert: (HetionetJSONValue) -> Element?
    ) -> [Element]? {
        let converted = values.compactMap(convert)
        return converted.count == values.count ? converted : nil
    }

    private func boolean(_ value: HetionetJSONValue) -> Bool? {
        if case .boolean(let value) = value { value } else { nil }
    }

    private func integer(_ value: HetionetJSONValue) -> Int64? {
        if case .integer(let value) = value { value } else { nil }
    }

    private func float(_ value: HetionetJSONValue) -> Double? {
        switch value {
        case .integer(let value): Double(value)
        case .float(let value): value
        default: nil
        }
    }

    private func proportion(_ value: HetionetJSONValue) -> Double? {
        float(value).flatMap { (0...1).contains($0) ? $0 : nil }
    }

    private func string(_ value: HetionetJSONValue) -> String? {
        if case .string(let value) = value { value } else { nil }
    }
}
