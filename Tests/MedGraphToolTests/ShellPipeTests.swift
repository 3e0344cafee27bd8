import Foundation
import Testing

/// `medgraph shell` with input that is no terminal.
@Suite struct ShellPipeTests {
    private func shell(_ input: String, in folder: URL) throws -> ToolRun {
        try run(["shell", "g.mdb"], input: input, in: folder)
    }

    @Test func `results go to the output, without prompts`() throws {
        try withExampleDatabase { folder in
            let result = try shell(
                """
                // The code that is asked for
                :param code G43
                :format csv
                MATCH (d:Disease {icd10: $code})
                RETURN d.name, d.name_ru;
                RETURN 1 AS x; RETURN 2 AS y
                """, in: folder)
            #expect(result.output == "d.name,d.name_ru\nMigraine,Мигрень\nx\n1\ny\n2\n")
            #expect(result.messages == "")
            #expect(result.status == 0)
        }
    }

    @Test func `the first failure ends with its line and status 1`() throws {
        try withExampleDatabase { folder in
            let result = try shell(
                "CREATE (:A);\n\n// why\nMATCH (n)\nRETURN m;\nCREATE (:B);\n", in: folder)
            #expect(result.status == 1)
            #expect(result.messages.hasPrefix("input:5: the query failed\nerror["))
            #expect(result.messages.contains("2 │ RETURN m\n  │        ^"))
            let left = try shell(
                ":format csv\nMATCH (n) WHERE n:A OR n:B RETURN labels(n) AS l;", in: folder)
            #expect(left.output == "l\n\"['A']\"\n" || left.output == "l\n['A']\n")
        }
    }

    @Test(arguments: [
        (":wrong\n", "input:1: error: there is no command `:wrong`"),
        ("\n:format xml\n", "input:2: error: there is no form `xml`"),
        (":param\n", "input:1: error: `:param` does not take that"),
        (":seed x\n", "input:1: error: `:seed` does not take that"),
        (":rows 0\n", "input:1: error: `:rows` does not take that"),
        (":commit\n", "input:1: error: no transaction is open"),
        (":begin\n:begin\n", "input:2: error: a transaction is open already"),
        (":neighbours Nobody\n", "input:1: error: no node is called `Nobody`"),
        (":neighbours Migraine 9\n", "input:1: error: `:neighbours` does not take that"),
        (":source missing.cypher\n", "input:1: error: cannot read `missing.cypher`: there is no"),
        (":explain\n", "input:1: error: there is no last query"),
        (":help nothing\n", "input:1: error: there is no command `:nothing`"),
        (":begin\nCREATE (:A);\n", "the transaction was not committed, and is rolled back"),
    ])
    func `a wrong command is told by its line`(input: String, message: String) throws {
        try withExampleDatabase { folder in
            let result = try shell(input, in: folder)
            #expect(result.status == 1)
            #expect(result.messages.hasPrefix(message), "\(result.messages)")
        }
    }

    @Test func `a file is carried out up to its first mistake, by its own lines`() throws {
        try withExampleDatabase { folder in
            try ":param x 'it\\'s'\nRETURN $x AS x;\n".write(
                to: folder.appending(path: "good.cypher"), atomically: true, encoding: .utf8)
            try ":source good.cypher\nRETURN 1 /\n0;\nRETURN 3;".write(
                to: folder.appending(path: "bad.cypher"), atomically: true, encoding: .utf8)
            let result = try shell(":source bad.cypher\nRETURN 4;\n", in: folder)
            #expect(result.status == 1)
            #expect(result.output == "x\n───────\n'it\\'s'\n")
            #expect(result.messages.hasPrefix("bad.cypher:2: the query failed\n"))
            try ":source self.cypher".write(
                to: folder.appending(path: "self.cypher"), atomically: true, encoding: .utf8)
            let endless = try shell(":source self.cypher\n", in: folder)
            #expect(endless.messages.contains("self.cypher:1: error: `:source` is nested more"))
        }
    }

    @Test func `a transaction of several statements is kept as a whole or not at all`() throws {
        try withExampleDatabase { folder in
            let kept = try shell(
                ":begin\nCREATE (:A);\nMATCH (a:A) CREATE (a)-[:B]->(:C);\n:commit\n", in: folder)
            #expect(kept.status == 0, "\(kept.messages)")
            let failed = try shell(
                ":begin\nMATCH (a:A) DETACH DELETE a;\nRETURN 1 / 0;\n:commit\n", in: folder)
            #expect(failed.status == 1)
            #expect(failed.messages.contains("the transaction is rolled back"))
            let count = try shell(
                ":format csv\nMATCH (:A)-[r:B]->() RETURN count(r) AS n;", in: folder)
            #expect(count.output == "n\n1\n")
        }
    }

    @Test func `draws without a seed take that of the shell`() throws {
        try withExampleDatabase { folder in
            let draw = "MATCH (s:Symptom) RETURN s.name SAMPLE 3"
            let named = try shell("\(draw) SEED 42;", in: folder)
            let drawn = try shell(":seed 42\n\(draw);", in: folder)
            #expect(named.output.split(separator: "\n").count == 5)
            #expect(drawn.output == named.output)
        }
    }

    @Test func `the neighbourhood of a node is drawn by weight`() throws {
        try withExampleDatabase { folder in
            let drawn = try shell(":neighbours Migraine\n", in: folder)
            #expect(drawn.status == 0, "\(drawn.messages)")
            let lines = drawn.output.split(separator: "\n").map {
                // The numbers of nodes are those of the import.
                $0.replacing(#/\ #[0-9]+/#, with: "")
            }
            #expect(
                lines == [
                    "(:Disease 'Migraine')", "├─ HAS_SYMPTOM → 5",
                    "│  ├─ 1.0  (:Symptom 'headache')", "│  ├─ 0.895  (:Symptom 'nausea')",
                    "│  ├─ 0.895  (:Symptom 'photophobia')", "│  ├─ 0.17  (:Symptom 'dizziness')",
                    "│  └─ 0.17  (:Symptom 'visual aura')", "└─ TREATS ← 3",
                    "   ├─ (:Drug 'ibuprofen')",
                    "   ├─ (:Drug 'propranolol')", "   └─ (:Drug 'sumatriptan')",
                ], "\(drawn.output)")
            // By the key, by the number, and further away.
            #expect(try shell(":neighbours G43\n", in: folder).output == drawn.output)
            let number = try #require(drawn.output.firstMatch(of: #/\#([0-9]+)/#)).1
            #expect(try shell(":neighbours \(number)\n", in: folder).output == drawn.output)
            let far = try shell(":neighbours 'migraine' 2\n", in: folder)
            #expect(far.output.contains("(where we came from)"))
            #expect(far.output.contains("'Tension-type headache'"))
        }
    }

    @Test func `a plan is shown of the last query, which may have been asked for its plan`() throws
    {
        try withExampleDatabase { folder in
            let query = "MATCH (d:Disease) RETURN d.name;"
            let plan = try shell("EXPLAIN \(query)", in: folder).output
            #expect(plan.contains("Project d.name"), "\(plan)")
            let again = try shell("\(query)\n:explain\n:explain\n", in: folder)
            #expect(again.messages == "")
            #expect(again.output.hasSuffix(plan + plan))
            let mixed = try shell(
                ":explain \(query)\n:profile\nPROFILE \(query)\n:explain\n", in: folder)
            #expect(mixed.messages == "")
            #expect(mixed.output.hasPrefix(plan) && mixed.output.hasSuffix(plan))
        }
    }

    @Test func `the schema is that of the open transaction`() throws {
        try withExampleDatabase { folder in
            let result = try shell(
                ":begin\nCREATE (:Fresh {x: 1}), (:Fresh);\n:schema\n:rollback\n:schema\n",
                in: folder)
            #expect(result.status == 0, "\(result.messages)")
            let fresh = result.output.split(separator: "\n").filter { $0.hasPrefix("Fresh") }
            #expect(fresh == ["Fresh   │ 2     │ x: integer"])
        }
    }

    @Test func `a node is found by any of its names, in any case, or others are offered`() throws {
        try withExampleDatabase { folder in
            let drawn = try shell(":neighbours Migraine\n", in: folder).output
            for name in ["МИГРЕНЬ", "migraine", "'Мигрень'"] {
                #expect(try shell(":neighbours \(name)\n", in: folder).output == drawn)
            }
            let part = try shell(":neighbours Tension\n", in: folder)
            #expect(part.status == 1)
            #expect(
                part.messages.hasPrefix(
                    """
                    input:1: error: no node is called `Tension`
                      = hint: these have it in their names
                      (:Disease 'Tension-type headache' #
                    """), "\(part.messages)")
            let several = try shell(
                "CREATE (:A {name: 'twin'}), (:B {name: 'Twin'});\n:neighbours TWIN\n", in: folder)
            #expect(several.status == 1)
            #expect(
                several.messages.hasPrefix(
                    """
                    input:2: error: 2 nodes are called `TWIN`
                      = hint: choose one by its number
                      (:A 'twin' #
                    """), "\(several.messages)")
        }
    }

    @Test func `a large neighbourhood has room for every type around its node`() throws {
        try withExampleDatabase { folder in
            let drawn = try shell(
                """
                CREATE (h:Hub {name: 'hub'})
                FOREACH (i IN range(1, 12) | CREATE (h)-[:FIRST]->(:A {name: 'a' + toString(i)}))
                FOREACH (i IN range(1, 12) | CREATE (h)-[:SECOND]->(:B {name: 'b' + toString(i)}))
                FOREACH (i IN range(1, 12) | CREATE (h)<-[:THIRD]-(:C {name: 'c' + toString(i)}));
                MATCH (n), (s:Symptom), (d:Disease) WHERE n:A OR n:B
                CREATE (n)-[:TO]->(s), (n)-[:OF]->(d);
                :neighbours hub 2
                """, in: folder)
            #expect(drawn.status == 0, "\(drawn.messages)")
            let lines = drawn.output.split(separator: "\n")
            #expect((150...220).contains(lines.count), "\(lines.count)")
            for type in ["├─ FIRST → 12", "├─ SECOND → 12", "└─ THIRD ← 12"] {
                #expect(lines.contains { $0 == type }, "\(drawn.output)")
            }
            #expect(lines.count { $0.contains("… 2 more") && $0.prefix(4) != "│  │" } == 3)
            #expect(lines.last == "… a part is left out: a drawing has about 200 lines")
        }
    }

    @Test(arguments: ["x 3", "x = 3", "x=3", "$x => 3", "x  =>3"])
    func `a parameter is given its value in the ways of other shells too`(text: String) throws {
        try withFolder([:]) { folder in
            let result = try run(
                ["shell", "g.mdb"], input: ":param \(text)\n:format csv\nRETURN $x AS x;\n",
                in: folder)
            #expect(result.output == "x\n3\n", "\(result.messages)")
        }
    }
}
