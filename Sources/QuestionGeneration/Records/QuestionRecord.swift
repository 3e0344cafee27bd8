package import JSONRecords
package import MedGraph

/// A question with its answer and all that shows the answer to be right.
package struct QuestionRecord: Sendable {
    /// The kind and 16 hexadecimal digits of the subject; no other question has it.
    package var id: String
    package var kind: String
    package var language: QuestionLanguage
    package var hops: Int
    package var question: String
    package var answer: String
    /// The complete set: keys of nodes ascending, or in the order of their rank, or one value.
    package var answers: [QueryValue]
    package var query: String
    /// Those that the query names.
    package var parameters: [(name: String, value: QueryValue)]
    package var proof: JSONValue
    package var seed: Int64
    package var snapshot: String
    /// The keys of the choices and the letters they stand under.
    package var choices: [(letter: String, key: String, name: String)]?
    /// The keys of the entities that splits by entity tell apart.
    package var topics: [String]
    /// The id of the question that differs in one thing and has the other answer.
    package var twin: String?

    /// One line of JSON, without a line end.
    package func json() -> String {
        var writer = JSONWriter()
        var members: [(key: String, write: (inout JSONWriter) -> Void)] = [
            ("id", { $0.write(id) }), ("kind", { $0.write(kind) }),
            ("language", { $0.write(language.rawValue) }),
            ("hops", { $0.write(raw: String(hops)) }),
            ("question", { $0.write(question) }), ("answer", { $0.write(answer) }),
            ("answers", { $0.write(.list(answers)) }), ("query", { $0.write(query) }),
            (
                "parameters",
                { writer in
                    writer.object(
                        parameters.map { parameter in
                            (parameter.name, { $0.write(parameter.value) })
                        })
                }
            ),
            ("proof", { $0.write(proof) }), ("seed", { $0.write(raw: String(seed)) }),
            ("snapshot", { $0.write(snapshot) }),
        ]
        if let choices {
            members.append(
                (
                    "choices",
                    {
                        $0.list(choices) { writer, choice in
                            writer.object([
                                ("letter", { $0.write(choice.letter) }),
                                ("key", { $0.write(choice.key) }),
                                ("name", { $0.write(choice.name) }),
                            ])
                        }
                    }
                ))
        }
        members.append(("topics", { $0.write(topics) }))
        if let twin { members.append(("twin", { $0.write(twin) })) }
        writer.object(members)
        return writer.text
    }
}
