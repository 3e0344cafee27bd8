import Diagnostics
import QuerySemantics
import QuerySyntax

/// The conditions on all elements of a walk, which end it where one of them fails.
///
/// ```
/// Filter all(n IN nodes(p) WHERE n.x > 0)       Filter all(n IN nodes(p) WHERE n.x > 0)
///   Path p                                  →     Path p
///     VariableExpand (a)-[*]->(b)                   VariableExpand (a)-[*]->(b), inner nodes x > 0
/// ```
///
/// A walk goes on only to walks that have all of its elements, so none of these could satisfy the
/// condition either. The filter stays, since it asks the ends of the walk too.
struct WalkConditions {
    private(set) var innerNodes: PhysicalElementCondition?
    private(set) var relationships: PhysicalElementCondition?

    /// - Parameter isKnown: whether a variable has a value before the walk.
    init(
        _ step: LogicalPattern.Step, of pattern: LogicalPattern, _ planner: inout Planner,
        isKnown: (VariableID) -> Bool
    ) throws(QueryError) {
        guard planner.rules.contains(.walkConditions) else { return }
        for condition in pattern.conditions {
            guard case .expression(let expression) = condition.kind,
                case .quantifier(let kind, let variable, let list, let test) = expression.kind,
                kind == .all || kind == .none,
                let elements = Elements(list, of: step, in: pattern),
                test.isDeterministic,
                test.variables.allSatisfy({ $0 == variable || isKnown($0) })
            else { continue }
            var planned = try planner.plan(test) as PlanExpression
            if kind == .none { planned = PlanExpression(.unary(.not, planned), test.span) }
            let slot = variable.rawValue
            // One of each kind: the others are asked of the whole path.
            switch elements {
            case .nodes where innerNodes == nil:
                innerNodes = PhysicalElementCondition(slot: slot, condition: planned)
            case .relationships where relationships == nil:
                relationships = PhysicalElementCondition(slot: slot, condition: planned)
            default: break
            }
        }
    }

    /// Which elements of a walk a list has all of.
    private enum Elements {
        case nodes
        case relationships

        init?(
            _ list: BoundExpression, of step: LogicalPattern.Step, in pattern: LogicalPattern
        ) {
            switch list.kind {
            case .variable(step.pattern.variable): self = .relationships
            case .function(let function, let arguments):
                guard arguments.count == 1, case .variable(let path) = arguments[0].kind,
                    pattern.paths.contains(where: {
                        $0.path.slot == path.rawValue
                            && $0.path.relationships.contains(step.pattern.variable.rawValue)
                    })
                else { return nil }
                switch function.name {
                case "nodes": self = .nodes
                case "relationships": self = .relationships
                default: return nil
                }
            default: return nil
            }
        }
    }
}
