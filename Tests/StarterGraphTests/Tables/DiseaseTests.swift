import Testing

/// The diseases and the groups they stand in.
@Suite struct DiseaseTests {
    private let graph: StarterGraph

    init() throws { graph = try StarterGraph.shared.get() }

    @Test func `every code has the form of ICD-10`() throws {
        for code in graph["diseases"].column("icd10") {
            #expect(try /[A-Z][0-9]{2}(\.[0-9])?/.wholeMatch(in: code) != nil, "\(code)")
        }
        for code in graph["groups"].column("code") {
            let match = try /([A-Z][0-9]{2})-([A-Z][0-9]{2})/.wholeMatch(in: code)
            #expect(match.map { $0.1 <= $0.2 } == true, "\(code)")
        }
    }

    @Test func `every disease leads up to a chapter that covers its code`() throws {
        let diseases = graph.index("diseases")
        let groups = graph.index("groups")
        for code in diseases.keys.sorted() {
            let path = try ancestors(of: code, diseases, groups)
            let chapter = try #require(path.last)
            #expect(groups[chapter]?["parent"] == "", "\(code) ends at \(chapter)")
            for ancestor in path {
                let isCovered =
                    ancestor.split(separator: "-").count == 1
                    ? code.hasPrefix(ancestor + ".") : covers(ancestor, code)
                #expect(isCovered, "\(code) is not within \(ancestor)")
            }
        }
    }

    @Test func `a disease stands below a block or below a disease, never both`() {
        for row in graph["diseases"].rows {
            #expect(row["block"].isEmpty != row["parent"].isEmpty, "\(row["icd10"])")
        }
    }

    @Test func `every group is above a disease`() throws {
        let diseases = graph.index("diseases")
        let groups = graph.index("groups")
        let used = try diseases.keys.flatMap { try ancestors(of: $0, diseases, groups) }
        let idle = Set(groups.keys).subtracting(used)
        #expect(idle.isEmpty, "\(idle.sorted())")
    }

    @Test func `all chapters that general practice meets are there`() {
        let chapters = graph["groups"].rows.filter { $0["parent"].isEmpty }.map { $0["code"] }
        // I to XIX, factors influencing health status, and codes for special purposes.
        let expected = [
            "A00-B99", "C00-D48", "D50-D89", "E00-E90", "F00-F99", "G00-G99", "H00-H59", "H60-H95",
            "I00-I99", "J00-J99", "K00-K93", "L00-L99", "M00-M99", "N00-N99", "O00-O99", "P00-P96",
            "Q00-Q99", "R00-R99", "S00-T98", "U00-U85", "Z00-Z99",
        ]
        #expect(Set(chapters) == Set(expected))
    }

    @Test func `names are there in both languages, and no name is two diseases`() throws {
        for column in ["name", "name_ru"] {
            let names = graph["diseases"].column(column)
            #expect(!names.contains(""))
            #expect(Set(names).count == names.count)
        }
        for row in graph["diseases"].rows {
            #expect(row["name_ru"].contains(/[а-яё]/), "\(row["icd10"])")
            #expect(!row["name"].contains(/[А-Яа-яЁё]/), "\(row["icd10"])")
            #expect(!row.list("synonyms").isEmpty, "\(row["icd10"]) has no English synonym")
            #expect(!row.list("synonyms_ru").isEmpty, "\(row["icd10"]) has no Russian synonym")
        }
    }

    @Test func `words of fixed lists are of these lists`() {
        for row in graph["diseases"].rows {
            #expect(["", "female", "male"].contains(row["sex"]), "\(row["icd10"])")
            #expect(
                ["very common", "common", "uncommon", "rare"].contains(row["prevalence"]),
                "\(row["icd10"])")
        }
    }

    /// Blocks of ICD-10 that meet one sex, and ages that bound a chapter, whatever a row says.
    @Test(arguments: [
        ("C51-C58", "female", 0...Double.infinity), ("C60-C63", "male", 0...Double.infinity),
        ("N40-N51", "male", 0...Double.infinity), ("N70-N77", "female", 0...Double.infinity),
        ("N80-N98", "female", 0...Double.infinity), ("O00-O99", "female", 9...60),
        ("P00-P96", "", 0...0.08), ("Z32-Z39", "female", 9...60),
    ])
    func `a disease meets whom its block of ICD-10 meets`(
        block: String, sex: String, ages: ClosedRange<Double>
    ) throws {
        for row in graph["diseases"].rows where covers(block, row["icd10"]) {
            let patients = try #require(Patients(row), "\(row["icd10"])")
            #expect(patients.isWithin(sex: sex, ages: ages), "\(row["icd10"])")
        }
    }

    @Test func `a disease meets no one whom the wider disease does not meet`() throws {
        let diseases = graph.index("diseases")
        for row in graph["diseases"].rows {
            let patients = try #require(Patients(row), "\(row["icd10"])")
            guard !row["parent"].isEmpty else { continue }
            let wider = try #require(diseases[row["parent"]].flatMap(Patients.init))
            #expect(patients.isWithin(sex: wider.sex, ages: wider.ages), "\(row["icd10"])")
        }
    }

    // MARK: The hierarchy

    /// The way up from a disease, without it. Ends where there is no parent.
    private func ancestors(
        of code: String, _ diseases: [String: CSVTable.Row], _ groups: [String: CSVTable.Row]
    ) throws -> [String] {
        var path: [String] = []
        var row = diseases[code]
        while let here = row {
            let isDisease = here.columns["block"] != nil
            let parent = isDisease && !here["block"].isEmpty ? here["block"] : here["parent"]
            guard !parent.isEmpty else { break }
            try #require(!path.contains(parent), "\(code) is in a circle")
            path.append(parent)
            row = isDisease && !here["parent"].isEmpty ? diseases[parent] : groups[parent]
            try #require(row != nil, "\(code): there is no \(parent)")
        }
        return path
    }

    /// Whether a range such as `I20-I25` covers a code.
    private func covers(_ range: String, _ code: String) -> Bool {
        let ends = range.split(separator: "-")
        return ends.count == 2 && (ends[0]...ends[1]).contains(code.prefix(3))
    }
}
