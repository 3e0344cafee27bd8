import TestSupport

extension RandomQuery {
    /// A query that writes what does not depend on the order of its rows.
    package mutating func write() -> String {
        var text = random.isOne(in: 2) ? joined() : match()
        if random.isOne(in: 3) { text += " " + optionalMatch() }
        guard let node = pick(.node) else { return "\(text) CREATE (:Z {v: 1})" }
        for _ in 0...random.below(2) { text += " " + change(node) }
        return text
    }

    private mutating func change(_ node: String) -> String {
        let other = pick(.node) ?? node
        switch random.below(11) {
        case 0: return "SET \(node).v = \(node).n + 1"
        case 1: return "SET \(node) += {v: \(node).k * 2, x: null}"
        case 2: return "SET \(node):Z:A REMOVE \(node):B"
        case 3: return "REMOVE \(node).n, \(node).s"
        // A node that is null has no relationships.
        case 4:
            return "FOREACH (e IN CASE WHEN \(node) IS NULL OR \(other) IS NULL THEN [] ELSE [1] "
                + "END | CREATE (:Z {v: \(node).k})-[:W {v: \(other).k}]->(:Z))"
        case 5: return "DETACH DELETE \(node)"
        case 6: return "FOREACH (e IN [1, 2] | CREATE (:Z {v: e}))"
        case 7: return "MERGE (z\(nameCount):Z {v: coalesce(\(node).n, 7)})"
        case 8:
            guard let relationship = pick(.relationship) else { return "SET \(node).v = true" }
            return random.isOne(in: 2)
                ? "DELETE \(relationship)" : "SET \(relationship).v = \(relationship).k"
        case 9: return "CREATE (:Z {v: \(node).k})"
        default:
            return "WITH DISTINCT \(node) AS \(node) SET \(node).v = COUNT { (\(node))--() }"
        }
    }
}
