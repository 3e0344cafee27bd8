import Diagnostics
import GraphModel
import QuerySyntax

/// Names that the graph lacks: they match nothing, or are null, which is rarely what was meant.
///
/// A graph without any such names is only beginning, and is not warned of.
extension Binder {
    mutating func warnUnknown(labels: [Name], in place: BinderPatternPlace) {
        guard !place.isWriting, catalog.labels.count > 0 else { return }
        for label in labels where catalog.labels.id(of: label.text) == nil {
            warnings.append(.unknownLabel(label, known: catalog.labels.names))
        }
    }

    mutating func warnUnknown(types: [Name], in place: BinderPatternPlace) {
        guard !place.isWriting, catalog.types.count > 0 else { return }
        for type in types where catalog.types.id(of: type.text) == nil {
            warnings.append(.unknownType(type, known: catalog.types.names))
        }
    }

    /// The properties in braces of a pattern.
    mutating func warnUnknown(properties: Expression?, in place: BinderPatternPlace) {
        guard !place.isWriting, case .map(let entries)? = properties?.kind else { return }
        for entry in entries { warnUnknown(property: entry.key) }
    }

    /// A property of what can only be a node or a relationship.
    mutating func warnUnknown(property: Name, of base: BoundExpression) {
        let kinds = base.type.kinds.subtracting(.null)
        guard !kinds.isEmpty, kinds.isSubset(of: [.node, .relationship]) else { return }
        warnUnknown(property: property)
    }

    /// Once for each name. What a query writes, it may also read.
    private mutating func warnUnknown(property: Name) {
        guard !isUpdating, catalog.keys.count > 0, catalog.keys.id(of: property.text) == nil,
            warnedProperties.insert(ScalarText(property.text)).inserted
        else { return }
        warnings.append(.unknownProperty(property, known: catalog.keys.names))
    }
}
