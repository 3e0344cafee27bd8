package import Diagnostics
package import MedGraph

/// The names of the entities of a graph in the languages of notes, and where a text has them.
///
/// All names of diseases, symptoms, drugs and side effects are known: canonical names, their cases
/// and synonyms. Words are compared by their stems, so that inflected names are found.
package struct Lexicon: Sendable {
    private(set) var entities: [LexiconEntity] = []
    private var numbers: [EntityIdentity: Int32] = [:]
    private(set) var stems = StemTable()
    private var indexes: [NoteLanguage: TermIndex] = [:]
    private(set) var cues: [NoteLanguage: NegationCues] = [:]
    let pack: NotePack

    /// Reads the names through queries.
    ///
    /// - Parameter contexts: the records whose notes are written and read: what they name is known,
    ///   even if the graph does not have it.
    /// - Throws: ``InputError`` where a query fails.
    /// - Complexity: O(names of the graph); it serves any number of notes.
    package init(_ database: Database, for contexts: [NoteContext]) throws(InputError) {
        try self.init(database, for: contexts, NotePack.shipped)
    }

    init(_ database: Database, for contexts: [NoteContext], _ pack: NotePack) throws(InputError) {
        let reader = LexiconReader(database: database)
        var entities: [LexiconEntity] = []
        for (label, query) in pack.names {
            entities += try reader.entities(label: label, query: query)
        }
        self.init(entities, for: contexts, pack)
    }

    init(_ entities: [LexiconEntity], for contexts: [NoteContext], _ pack: NotePack) {
        self.pack = pack
        for entity in entities { insert(entity) }
        for context in contexts {
            for entity in context.sampled + [context.diagnosis] {
                insert(entity, context.language)
            }
        }
        joinCases()
        for language in NoteLanguage.allCases { indexes[language] = index(language) }
        // Made last, when it is settled which stems are one.
        var stems = self.stems
        cues = pack.languages.mapValues { NegationCues($0.negation, &stems) }
        self.stems = stems
    }

    private mutating func insert(_ entity: LexiconEntity) {
        let identity = EntityIdentity(label: entity.label, key: entity.key)
        guard numbers[identity] == nil else { return }
        numbers[identity] = Int32(entities.count)
        entities.append(entity)
    }

    /// What a record names: an entity that the graph lacks, or a name that it has not.
    private mutating func insert(_ entity: NoteEntity, _ language: NoteLanguage) {
        insert(LexiconEntity(label: entity.label, key: entity.key))
        guard let number = number(entity.label, entity.key) else { return }
        let names = entities[Int(number)].names[language]
        if names == nil {
            entities[Int(number)].names[language] = EntityNames(name: entity.name)
        } else if let names, !names.forms.contains(entity.name) {
            entities[Int(number)].names[language]?.synonyms.append(entity.name)
        }
    }

    func number(_ label: String, _ key: String) -> Int32? {
        numbers[EntityIdentity(label: label, key: key)]
    }

    func entity(_ label: String, _ key: String) -> LexiconEntity? {
        number(label, key).map { entities[Int($0)] }
    }

    /// All places of a text where names of a language stand, shorter names in longer ones too.
    func matches(in text: NoteText, _ stems: [StemTable.Stem?], _ language: NoteLanguage)
        -> [TermIndex.Match]
    {
        indexes[language]?.matches(in: text, stems) ?? []
    }
}

/// What tells an entity apart.
struct EntityIdentity: Hashable, Sendable {
    let label: String
    let key: String
}

// MARK: The index

extension Lexicon {
    /// The cases of a name teach which stems are of one word: `кашель` and `кашля`.
    private mutating func joinCases() {
        for entity in entities {
            for names in entity.names.values {
                let nominative = NoteText(names.name)
                for form in names.cases.values {
                    let other = NoteText(form)
                    guard other.words.count == nominative.words.count else { continue }
                    for word in nominative.words.indices {
                        joinStems(nominative.folded(word), other.folded(word))
                    }
                }
            }
        }
    }

    /// Two forms of one word begin alike; words in another order do not.
    private mutating func joinStems(_ first: ArraySlice<UInt16>, _ second: ArraySlice<UInt16>) {
        guard first.count > 3, first.prefix(3) == second.prefix(3) else { return }
        let stems = [Stemmer.stem(first), Stemmer.stem(second)]
        guard stems[0] != stems[1] else { return }
        self.stems.join(self.stems.add(stems[0]), self.stems.add(stems[1]))
    }

    private mutating func index(_ language: NoteLanguage) -> TermIndex {
        var index = TermIndex(ordinaryWords: pack.languages[language]?.ordinaryWords ?? [])
        let all = Set(entities.compactMap { $0.names[language] }.flatMap(\.forms).map(Self.surface))
        for (number, entity) in entities.enumerated() {
            var forms = entity.names[language]?.forms ?? []
            // A side effect that is a symptom has its names.
            if let symptom = entity.sameAs.flatMap({ self.entity(NoteLabel.symptom, $0) }) {
                forms += symptom.names[language]?.forms ?? []
            }
            for form in Set(forms).sorted() where !isJoined(form, entity, language, all) {
                add(form, Int32(number), &index)
            }
        }
        return index
    }

    private static func surface(_ form: String) -> [UInt16] {
        let text = NoteText(form)
        return TermIndex.surface(of: text, text.words.indices)
    }

    /// Whether a synonym is two names with `and` between them: a text that has it names both.
    private func isJoined(
        _ form: String, _ entity: LexiconEntity, _ language: NoteLanguage, _ all: Set<[UInt16]>
    ) -> Bool {
        guard form != entity.names[language]?.name,
            let connectors = pack.languages[language]?.negation.connectors
        else { return false }
        let text = NoteText(form)
        let parts = text.words.indices.split { connectors.contains(text.foldedText($0)) }
        return parts.count > 1
            && parts.allSatisfy { part in
                part.count > 0
                    && all.contains(TermIndex.surface(of: text, part.startIndex..<part.endIndex))
            }
    }

    private mutating func add(_ form: String, _ number: Int32, _ index: inout TermIndex) {
        let text = NoteText(form)
        guard !text.words.isEmpty else { return }
        var term = TermIndex.Term(
            owner: number, surface: TermIndex.surface(of: text, text.words.indices))
        term.isAbbreviation =
            form.count <= 6 && text.words.allSatisfy(\.isCapital)
            && form.contains(where: \.isLetter)
        if text.words.count == 1 { term.lone = LoneName(text.folded(0)) }
        index.add(text, text.words.indices.map { stems.add(Stemmer.stem(text.folded($0))) }, term)
    }
}

// MARK: The diagnosis

extension Lexicon {
    /// Whether a text names a disease: by one of its names in any language, or by its code.
    ///
    /// - Parameters:
    ///   - isExact: only names that are written just so, but for case.
    ///   - names: a name of the disease that is a part of one of these does not count.
    func names(
        _ disease: NoteEntity, in text: NoteText, exactly isExact: Bool = false,
        outside names: [Range<Int>] = []
    ) -> Bool {
        let stems = self.stems.stems(of: text)
        if let number = number(disease.label, disease.key) {
            for language in NoteLanguage.allCases {
                for match in matches(in: text, stems, language)
                where match.owners.contains(number) && (match.isExact || !isExact) {
                    let isPart = names.contains { name in
                        name.count > match.words.count && name.contains(match.words.lowerBound)
                            && name.contains(match.words.upperBound - 1)
                    }
                    if !isPart { return true }
                }
            }
        }
        return hasCode(disease.key, in: text)
    }

    /// Whether the words of a code stand one after the other: `S22.3` are two words.
    private func hasCode(_ code: String, in text: NoteText) -> Bool {
        let code = NoteText(code)
        let count = code.words.count
        guard count > 0, count <= text.words.count else { return false }
        return (0...(text.words.count - count)).contains { start in
            (0..<count).allSatisfy { code.folded($0).elementsEqual(text.folded(start + $0)) }
        }
    }
}
