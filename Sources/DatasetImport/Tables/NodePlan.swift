internal import Diagnostics
internal import MedGraph

/// A ``NodeRule`` for the columns of one table.
struct NodePlan {
    private let rule: RulePlan
    private let keyProperty: String
    private let otherLabels: [String]
    private let key: ValuePlan
    private let properties: [(name: String, plan: ValuePlan)]

    init(
        _ node: NodeRule, _ table: TableRule, _ mapping: Mapping, in tableScope: PlanScope
    ) throws(InputError) {
        let selection = try SelectionPlan(
            conditions: table.conditions + node.conditions, items: node.items,
            names: [node.label], in: tableScope)
        rule = RulePlan(selection: selection)
        keyProperty = mapping.label(named: node.label.names[0])!.keyProperty
        otherLabels = node.otherLabels
        key = try ValuePlan(node.key, missingWords: table.missingWords, in: selection.scope)
        var properties: [(String, ValuePlan)] = []
        for property in node.properties {
            let plan = try ValuePlan(
                property.value, missingWords: table.missingWords, in: selection.scope)
            properties.append((property.name, plan))
        }
        self.properties = properties
    }

    var columns: [Int] {
        RulePlan.tableColumns(
            rule.selection.columns + key.columns + properties.flatMap(\.plan.columns))
    }

    func run(_ reader: TableReader, into receiver: any LoadStepReceiver) throws(InputError) {
        for group in try rule.groups(reader) {
            let batch = NodeBatch(
                label: group.names[0], keyProperty: keyProperty,
                keys: try rule.keys(key, reader, group.rows), otherLabels: otherLabels,
                properties: try rule.properties(properties, reader, group.rows),
                lines: group.rows.lines(in: reader.block))
            try receiver.receive(.nodes(batch, from: LoadOrigin(name: reader.file.name)))
        }
    }
}
