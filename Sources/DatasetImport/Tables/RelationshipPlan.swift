internal import Diagnostics
internal import MedGraph

/// A ``RelationshipRule`` for the columns of one table.
struct RelationshipPlan {
    private let rule: RulePlan
    private let source: Source
    private let startKeyProperty: String
    private let endKeyProperty: String
    private let start: ValuePlan
    private let end: ValuePlan
    private let isSymmetric: Bool
    private let identityProperties: [String]
    private let properties: [(name: String, plan: ValuePlan)]

    init(
        _ relationship: RelationshipRule, _ table: TableRule, _ mapping: Mapping,
        in tableScope: PlanScope
    ) throws(InputError) {
        let selection = try SelectionPlan(
            conditions: table.conditions + relationship.conditions, items: relationship.items,
            names: [relationship.type, relationship.start.label, relationship.end.label],
            in: tableScope)
        rule = RulePlan(selection: selection)
        source = relationship.source
        startKeyProperty = mapping.label(named: relationship.start.label.names[0])!.keyProperty
        endKeyProperty = mapping.label(named: relationship.end.label.names[0])!.keyProperty
        let missing = table.missingWords
        start = try ValuePlan(relationship.start.key, missingWords: missing, in: selection.scope)
        end = try ValuePlan(relationship.end.key, missingWords: missing, in: selection.scope)
        isSymmetric = relationship.isSymmetric
        identityProperties = relationship.identityProperties
        var properties: [(String, ValuePlan)] = []
        for property in relationship.properties {
            let plan = try ValuePlan(property.value, missingWords: missing, in: selection.scope)
            properties.append((property.name, plan))
        }
        self.properties = properties
    }

    var columns: [Int] {
        RulePlan.tableColumns(
            rule.selection.columns + start.columns + end.columns
                + properties.flatMap(\.plan.columns))
    }

    func run(_ reader: TableReader, into receiver: any LoadStepReceiver) throws(InputError) {
        for group in try rule.groups(reader) {
            let batch = RelationshipBatch(
                type: group.names[0], source: source,
                start: .init(
                    label: group.names[1], keyProperty: startKeyProperty,
                    keys: try rule.keys(start, reader, group.rows)),
                end: .init(
                    label: group.names[2], keyProperty: endKeyProperty,
                    keys: try rule.keys(end, reader, group.rows)),
                isSymmetric: isSymmetric, identityProperties: identityProperties,
                properties: try rule.properties(properties, reader, group.rows),
                lines: group.rows.lines(in: reader.block))
            try receiver.receive(.relationships(batch, from: LoadOrigin(name: reader.file.name)))
        }
    }
}
