/// A function of the language, with what is checked of a call before the query runs.
package struct Function: Hashable, Sendable {
    /// As the reference spells it; calls may write it in any case.
    package let name: String
    package let argumentCountMin: Int
    /// Nil for any number.
    package let argumentCountMax: Int?
    /// The kinds that the first argument may have.
    package let firstArgument: StaticType.Kinds
    package let result: StaticType
    package let isAggregate: Bool
    /// Whether two calls with the same arguments give the same value.
    package let isDeterministic: Bool

    private init(
        _ name: String, _ counts: ClosedRange<Int>, _ result: StaticType.Kinds,
        elements: StaticType.Kinds = .all, of first: StaticType.Kinds = .all,
        isVariadic: Bool = false, isAggregate: Bool = false, isDeterministic: Bool = true
    ) {
        self.name = name
        argumentCountMin = counts.lowerBound
        argumentCountMax = isVariadic ? nil : counts.upperBound
        firstArgument = first
        self.result = StaticType(result.union(.null), elements: elements)
        self.isAggregate = isAggregate
        self.isDeterministic = isDeterministic
    }

    /// The function of this name, in any case.
    package static func named(_ name: String) -> Function? { byName[name.lowercased()] }

    /// All functions of the language.
    package static let all: [Function] = aggregates + graph + lists + numbers + strings

    private static let byName = Dictionary(
        uniqueKeysWithValues: all.map { ($0.name.lowercased(), $0) })

    private static let aggregates: [Function] = [
        Function("count", 1...1, .integer, isAggregate: true),
        Function("sum", 1...1, .number, isAggregate: true),
        Function("avg", 1...1, .float, isAggregate: true),
        Function("min", 1...1, .all, isAggregate: true),
        Function("max", 1...1, .all, isAggregate: true),
        Function("collect", 1...1, .list, isAggregate: true),
        Function("stDev", 1...1, .float, isAggregate: true),
        Function("stDevP", 1...1, .float, isAggregate: true),
        Function("percentileDisc", 2...2, .number, isAggregate: true),
        Function("percentileCont", 2...2, .float, isAggregate: true),
    ]

    private static let graph: [Function] = [
        Function("id", 1...1, .integer, of: [.node, .relationship]),
        Function("elementId", 1...1, .string, of: [.node, .relationship]),
        Function("labels", 1...1, .list, elements: .string, of: [.node]),
        Function("type", 1...1, .string, of: [.relationship]),
        Function("properties", 1...1, .map, of: [.node, .relationship, .map]),
        Function("keys", 1...1, .list, elements: .string, of: [.node, .relationship, .map]),
        Function("startNode", 1...1, .node, of: [.relationship]),
        Function("endNode", 1...1, .node, of: [.relationship]),
        Function("nodes", 1...1, .list, elements: .node, of: [.path]),
        Function("relationships", 1...1, .list, elements: .relationship, of: [.path]),
        Function("length", 1...1, .integer, of: [.path]),
        Function("exists", 1...1, .boolean),
        Function("icd10.normalize", 1...1, .string, of: [.string]),
        Function("icd10.covers", 2...2, .boolean, of: [.string]),
    ]

    private static let lists: [Function] = [
        Function("size", 1...1, .integer, of: [.list, .string]),
        Function("head", 1...1, .all, of: [.list]),
        Function("last", 1...1, .all, of: [.list]),
        Function("tail", 1...1, .list, of: [.list]),
        Function("reverse", 1...1, [.list, .string], of: [.list, .string]),
        Function("range", 2...3, .list, elements: .integer),
        Function("coalesce", 1...1, .all, isVariadic: true),
        Function("isEmpty", 1...1, .boolean, of: [.list, .string, .map]),
    ]

    private static let numbers: [Function] = [
        Function("abs", 1...1, .number, of: .number),
        Function("sign", 1...1, .integer, of: .number),
        Function("ceil", 1...1, .float, of: .number), Function("floor", 1...1, .float, of: .number),
        Function("round", 1...3, .float, of: .number),
        Function("sqrt", 1...1, .float, of: .number), Function("exp", 1...1, .float, of: .number),
        Function("log", 1...1, .float, of: .number), Function("log10", 1...1, .float, of: .number),
        Function("sin", 1...1, .float, of: .number), Function("cos", 1...1, .float, of: .number),
        Function("tan", 1...1, .float, of: .number), Function("cot", 1...1, .float, of: .number),
        Function("asin", 1...1, .float, of: .number), Function("acos", 1...1, .float, of: .number),
        Function("atan", 1...1, .float, of: .number), Function("atan2", 2...2, .float, of: .number),
        Function("degrees", 1...1, .float, of: .number),
        Function("radians", 1...1, .float, of: .number),
        Function("haversin", 1...1, .float, of: .number),
        Function("pi", 0...0, .float), Function("e", 0...0, .float),
        Function("rand", 0...0, .float, isDeterministic: false),
        Function("timestamp", 0...0, .integer, isDeterministic: false),
    ]

    private static let strings: [Function] = [
        Function("toString", 1...1, .string), Function("toBoolean", 1...1, .boolean),
        Function("toInteger", 1...1, .integer), Function("toFloat", 1...1, .float),
        Function("toUpper", 1...1, .string, of: .string),
        Function("toLower", 1...1, .string, of: .string),
        Function("trim", 1...1, .string, of: .string),
        Function("lTrim", 1...1, .string, of: .string),
        Function("rTrim", 1...1, .string, of: .string),
        Function("left", 2...2, .string, of: .string),
        Function("right", 2...2, .string, of: .string),
        Function("substring", 2...3, .string, of: .string),
        Function("replace", 3...3, .string, of: .string),
        Function("split", 2...2, .list, elements: .string, of: .string),
    ]
}
