import JSONRecords

/// The answers to questions of the medical pack, worked out from the tables alone.
struct NaiveAnswers {
    typealias Node = NaiveGraph.Node

    let graph: NaiveGraph
    let parameters: JSONValue

    /// What a question should be answered with.
    enum Answer: Equatable {
        case keys(Set<String>)
        case number(Int64)
        case flag(Bool)
    }

    private func text(_ name: String) -> String {
        guard case .string(let text)? = parameters[name] else { return "" }
        return text
    }

    private func texts(_ name: String) -> [String] {
        guard case .array(let elements)? = parameters[name] else { return [] }
        return elements.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    private func disease(_ name: String) -> Node { Node(label: "Disease", key: text(name)) }
    private func drug(_ name: String) -> Node { Node(label: "Drug", key: text(name)) }
    private var symptom: Node { Node(label: "Symptom", key: text("symptom")) }
    private var drugClass: Node { Node(label: "DrugClass", key: text("class")) }
    private var symptoms: [Node] { texts("symptoms").map { Node(label: "Symptom", key: $0) } }
    private var drugs: [Node] { texts("drugs").map { Node(label: "Drug", key: $0) } }

    private func symptoms(of disease: Node) -> Set<Node> {
        graph.targets("HAS_SYMPTOM", of: disease)
    }
    private func drugs(for disease: Node) -> Set<Node> { graph.sources("TREATS", of: disease) }
    private func effects(of drug: Node) -> Set<Node> { graph.targets("CAUSES", of: drug) }
    private func frequency(_ disease: Node, _ symptom: Node) -> Double {
        graph.number("frequency", "HAS_SYMPTOM", disease, symptom) ?? 0
    }

    /// The only disease with all of the symptoms.
    private var described: Node? {
        let fitting = graph.nodes("HAS_SYMPTOM").filter {
            symptoms(of: $0).isSuperset(of: symptoms)
        }
        return fitting.count == 1 ? fitting.first : nil
    }

    private func keys(_ nodes: some Sequence<Node>) -> Answer { .keys(Set(nodes.map(\.key))) }

    /// - Returns: nil for a kind that is not known here, or where the question has no clear answer.
    func answer(_ kind: String) -> Answer? {
        switch kind {
        case "common-symptoms", "unanswerable-common-symptom":
            keys(symptoms(of: disease("first")).intersection(symptoms(of: disease("second"))))
        case "count-common-symptoms":
            .number(
                Int64(
                    symptoms(of: disease("first")).intersection(symptoms(of: disease("second")))
                        .count))
        case "common-side-effects":
            keys(effects(of: drug("first")).intersection(effects(of: drug("second"))))
        case "class-of-drugs": keys(narrowestCommonClasses)
        case "symptoms-to-drugs": described.map { keys(drugs(for: $0)) }
        case "symptoms-to-drug-classes":
            described.map { keys(drugs(for: $0).flatMap { graph.targets("IN_CLASS", of: $0) }) }
        case "differential-drugs": lookalike.map { keys(drugs(for: $0)) }
        case "missing-symptom":
            keys(
                symptoms(of: disease("disease")).subtracting(symptoms).filter {
                    frequency(disease("disease"), $0) >= 0.8
                })
        case "odd-drug-out": keys(drugs.filter(isOdd))
        case "disease-of-symptoms": described.map { keys([$0]) }
        case "best-fitting-disease": bestFit.map { keys([$0]) }
        default: answerOfOthers(kind)
        }
    }

    private func answerOfOthers(_ kind: String) -> Answer? {
        switch kind {
        case "count-drugs-of-class":
            .number(Int64(drugs(for: disease("disease")).filter(isInClass).count))
        case "unanswerable-drug-of-class":
            keys(drugs(for: disease("disease")).filter(isInClass))
        case "symptom-difference":
            keys(
                symptoms(of: disease("first")).subtracting(symptoms(of: disease("second")))
                    .filter { frequency(disease("first"), $0) >= 0.3 })
        case "lookalike-without-symptom":
            keys(
                graph.others("RESEMBLES", of: disease("disease")).filter {
                    !symptoms(of: $0).contains(symptom)
                })
        case "top-symptoms":
            top(symptoms(of: disease("disease"))) { frequency(disease("disease"), $0) }
        case "top-side-effects":
            top(effects(of: drug("drug"))) {
                graph.number("frequency", "CAUSES", drug("drug"), $0) ?? 0
            }
        case "contraindicated-by-comorbidity":
            keys(
                drugs(for: disease("disease")).intersection(
                    graph.sources("CONTRAINDICATED_IN", of: disease("comorbidity"))))
        case "drugs-for-both":
            keys(drugs(for: disease("first")).intersection(drugs(for: disease("second"))))
        case "side-effect-like-symptom":
            keys(
                effects(of: drug("drug")).filter {
                    !graph.targets("SAME_AS", of: $0).isDisjoint(
                        with: symptoms(of: disease("disease")))
                })
        case "drug-without-side-effect": keys(firstLineWithoutEffect)
        case "path-drug-symptom":
            keys(
                graph.targets("TREATS", of: drug("drug")).filter {
                    symptoms(of: $0).contains(symptom)
                })
        case "yes-no-symptom": .flag(symptoms(of: disease("disease")).contains(symptom))
        case "yes-no-treatment": .flag(drugs(for: disease("disease")).contains(drug("drug")))
        case "choose-drug":
            keys(drugs(for: disease("disease")).filter { texts("choices").contains($0.key) })
        case "choose-symptom":
            keys(symptoms(of: disease("disease")).filter { texts("choices").contains($0.key) })
        default: nil
        }
    }

    private func isInClass(_ drug: Node) -> Bool {
        graph.targets("IN_CLASS", of: drug).contains(drugClass)
    }

    private var narrowestCommonClasses: [Node] {
        var common = graph.targets("IN_CLASS", of: drugs[0])
        for drug in drugs { common.formIntersection(graph.targets("IN_CLASS", of: drug)) }
        return common.filter { broad in !common.contains { graph.ancestors($0).contains(broad) } }
    }

    /// The disease of the chapter with the most symptoms in common, at least three, and no other
    /// with as many.
    private var lookalike: Node? {
        let own = symptoms(of: disease("disease"))
        let chapter = Node(label: "DiseaseGroup", key: text("chapter"))
        let ranked = graph.nodes("HAS_SYMPTOM")
            .filter { $0.key != text("disease") && graph.ancestors($0).contains(chapter) }
            .map { (node: $0, shared: symptoms(of: $0).intersection(own).count) }
            .sorted { $0.shared > $1.shared }
        guard let first = ranked.first, first.shared >= 3,
            ranked.count == 1 || ranked[1].shared < first.shared
        else { return nil }
        return first.node
    }

    private func isOdd(_ drug: Node) -> Bool {
        func classes(_ drug: Node) -> Set<Node> {
            graph.targets("IN_CLASS", of: drug).reduce(into: []) { all, one in
                all.insert(one)
                all.formUnion(graph.ancestors(one))
            }
        }
        let others = drugs.filter { $0 != drug }
        let common = others.dropFirst().reduce(classes(others[0])) {
            $0.intersection(classes($1))
        }
        return !common.subtracting(classes(drug)).isEmpty
    }

    private var bestFit: Node? {
        let ranked = graph.nodes("HAS_SYMPTOM")
            .map { disease in
                (disease, symptoms.map { frequency(disease, $0) }.reduce(0, +))
            }
            .sorted { $0.1 > $1.1 }
        return ranked[0].1 - ranked[1].1 > 1e-6 ? ranked[0].0 : nil
    }

    private func top(_ nodes: Set<Node>, _ weight: (Node) -> Double) -> Answer? {
        guard case .integer(let k)? = parameters["k"] else { return nil }
        let ranked = nodes.sorted { weight($0) > weight($1) }
        guard ranked.count > k, weight(ranked[Int(k) - 1]) > weight(ranked[Int(k)]) else {
            return nil
        }
        return keys(ranked.prefix(Int(k)))
    }

    private var firstLineWithoutEffect: [Node] {
        let disease = disease("disease")
        let effect = Node(label: "SideEffect", key: text("effect"))
        return drugs(for: disease).filter { drug in
            let edge = NaiveGraph.Edge(type: "TREATS", start: drug, end: disease)
            return graph.edges[edge]?["line"] == "first" && !effects(of: drug).contains(effect)
        }
    }
}
