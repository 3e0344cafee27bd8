import GraphTestSupport
import JSONRecords
import PromptGeneration
import TestSupport
import Testing

@testable import ClinicalNotes

/// Notes of records of the starter graph: what stands in them, and how they differ.
@Suite struct OfflineNoteWriterTests {
    /// 500 notes in all; 2,000 with
    /// `MEDGRAPH_TEST_CASES=4`.
    @Test(arguments: [Language.english, .russian], [false, true])
    func `a note tells all that its record has, with the right polarity, and nothing else`(
        language: Language, hidden: Bool
    ) throws {
        let lexicon = try Starter.lexicon.get()
        let contexts = try Starter.contexts(
            language, count: 25 * RandomCases.factor, seed: 11, hidden: hidden)
        let writer = OfflineNoteWriter(lexicon)
        let finder = GoldSpanFinder(lexicon)
        for context in contexts {
            for seed in 1...Int64(5) {
                let text = writer.note(for: context, seed: seed)
                let spans = finder.spans(in: text, of: context)
                let scores = NoteScores(of: text, context, spans, lexicon)
                let place = "\(context.id), seed \(seed):\n\(text)"
                for entity in context.sampled {
                    let found = spans.filter { $0.key == entity.key && $0.label == entity.label }
                    let isDenied = context.denied.contains(entity)
                    #expect(!found.isEmpty, "\(entity.name) is missing in \(place)")
                    #expect(
                        found.allSatisfy { $0.negated == isDenied }, "\(entity.name) in \(place)")
                }
                #expect(scores.unsupportedSymptoms == [], "\(place)")
                #expect(scores.unsupportedDenials == [], "\(place)")
                #expect(scores.contradictions == [], "\(place)")
                #expect(scores.placeholders == [], "\(place)")
                #expect(scores.isDiagnosisNamed != true, "\(place)")
                let isNamed = spans.contains { $0.key == context.icd10 && $0.label == "Disease" }
                #expect(!hidden || !isNamed, "\(place)")
                checkLayout(text, place)
            }
        }
    }

    /// What no finished text has.
    private func checkLayout(_ text: String, _ place: String) {
        for wrong in [
            "  ", " \n", "..", " .", " ,", ",,", "\n\n\n", "{", "}", "[", "]", ":\n\n", "None",
        ] {
            #expect(!text.contains(wrong), "`\(wrong)` in \(place)")
        }
        #expect(text.first?.isLowercase == false && text.last?.isWhitespace == false, "\(place)")
        #expect(!text.hasSuffix(":"), "\(place)")
    }

    @Test func `a note is a function of the record and the seed`() throws {
        let lexicon = try Starter.lexicon.get()
        let contexts = try Starter.contexts(.russian, count: 5)
        let other = Lexicon(lexicon.entities, for: contexts, lexicon.pack)
        var isOther = false
        for context in contexts {
            let note = OfflineNoteWriter(lexicon).note(for: context, seed: 1)
            #expect(OfflineNoteWriter(other).note(for: context, seed: 1) == note)
            if OfflineNoteWriter(lexicon).note(for: context, seed: 2) != note { isOther = true }
        }
        #expect(isOther)
    }

    @Test(arguments: NoteLanguage.allCases)
    func `every wording of every style can be written`(language: NoteLanguage) throws {
        let book = try #require(NotePack.shipped.languages[language]).phrases
        #expect(book.styles.count >= 5)
        let reachable = book.styles.flatMap { $0.layouts.joined() }
        var seen: Set<String> = []
        var open = reachable + ["sentence"]
        while let rule = open.popLast() {
            guard seen.insert(rule).inserted else { continue }
            for wording in book.rules[rule] ?? [] {
                open += wording.phrase.names.filter { book.rules[$0] != nil }
            }
        }
        #expect(Set(book.rules.keys).subtracting(seen) == [], "no style uses them")
        for (name, wordings) in book.rules {
            #expect(
                Set(wordings.map { "\($0.phrase.parts) \($0.when)" }).count == wordings.count,
                "\(name)")
        }
    }

    @Test(arguments: [Language.english, .russian], ["entity", "pair"])
    func `a record without a patient becomes a sentence with what it names`(
        language: Language, template: String
    ) throws {
        let lexicon = try Starter.lexicon.get()
        let contexts = try Starter.contexts(language, count: 30, template: template)
        for context in contexts {
            let text = OfflineNoteWriter(lexicon).note(for: context, seed: 3)
            let spans = GoldSpanFinder(lexicon).spans(in: text, of: context)
            for entity in context.sampled {
                #expect(
                    spans.contains { $0.key == entity.key && $0.label == entity.label },
                    "\(entity.name) in: \(text)")
            }
            #expect(text.hasSuffix("."))
        }
    }

    @Test func `hundreds of notes have few phrases and no note in common`() throws {
        let lexicon = try Starter.lexicon.get()
        for language in [Language.english, .russian] {
            var diversity = CorpusDiversity()
            for context in try Starter.contexts(language, count: 60, seed: 5) {
                diversity.add(OfflineNoteWriter(lexicon).note(for: context, seed: 1))
            }
            #expect(diversity.distinct(3) > 0.7)
            #expect(diversity.nearDuplicateShare == 0)
        }
    }

    @Test(arguments: NoteLanguage.allCases)
    func `what a hidden diagnosis would be told by is left out`(language: NoteLanguage) throws {
        let names = [NoteLanguage.english: "Migraine", .russian: "Мигрень"]
        let context = try SmallLexicon.context(
            language, symptoms: ["headache"], comorbidities: ["G43"], hidden: true)
        for seed in 0..<Int64(50) {
            let text = OfflineNoteWriter(SmallLexicon.lexicon).note(for: context, seed: seed)
            #expect(!text.lowercased().contains(names[language]!.lowercased()), "\(text)")
            #expect(!text.contains("G43"), "\(text)")
        }
    }

    @Test func `vital signs are not written beside what speaks against them`() throws {
        let fever = try SmallLexicon.context(symptoms: ["fever", "cough"])
        for seed in 0..<Int64(60) {
            let text = OfflineNoteWriter(SmallLexicon.lexicon).note(for: fever, seed: seed)
            #expect(!text.contains("°C") && !text.contains("Pulse"), "\(text)")
        }
        let rash = try SmallLexicon.context(symptoms: ["rash"])
        let notes = (0..<Int64(60)).map {
            OfflineNoteWriter(SmallLexicon.lexicon).note(for: rash, seed: $0)
        }
        #expect(notes.contains { $0.contains("°C") })
    }
}
