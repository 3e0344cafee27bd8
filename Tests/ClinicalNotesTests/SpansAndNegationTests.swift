import Testing

@testable import ClinicalNotes

/// Sentences written by hand: which names are found in them, and which of these are denied.
@Suite struct SpansAndNegationTests {
    @Test(arguments: [
        // Names and their forms.
        ("Headaches since Monday.", "headache"),
        ("She was coughing and vomited twice.", "cough, vomiting"),
        ("CHEST PAIN and Nausea", "chest pain, nausea"),
        ("Feeling sick, with a high temperature.", "nausea, fever"),
        ("Took Panadol.", "paracetamol"),
        ("Known AS.", "I35.0"),
        ("A throbbing headache.", "throbbing headache"),
        ("Chest pain on exertion, then chest pain at rest.", "chest pain on exertion, chest pain"),
        ("Dyspnoea and dizzy spells", "shortness of breath, dizziness"),
        ("There is no stool or gas.", "no stool or gas"),
        ("Swollen lymph-nodes.", "swollen lymph nodes"),
        // What is no name.
        ("As before, as needed.", ""),
        ("He is feverishly busy.", ""),
        ("Chest, pain-free.", ""),
        ("Chest clear. Pain in the knee.", ""),
        ("A headachelike feeling", ""),
        ("Shortness, of breath nothing was said.", ""),
        // What is denied.
        ("No fever, cough or rash.", "-fever, -cough, -rash"),
        ("Denies fever, chills, and cough.", "-fever, -chills, -cough"),
        ("She denies any nausea.", "-nausea"),
        ("He has never had a rash.", "-rash"),
        ("Headache without nausea or vomiting.", "headache, -nausea, -vomiting"),
        ("Negative for fever and chills.", "-fever, -chills"),
        ("There was no evidence of rash.", "-rash"),
        ("Neither nausea nor vomiting was reported.", "-nausea, -vomiting"),
        ("Absent: fever, rash.", "-fever, -rash"),
        ("Fever: no. Cough: yes.", "-fever, cough"),
        ("Fever: no, cough: yes", "-fever, cough"),
        ("Rash - none. Headache.", "-rash, headache"),
        ("Fever is absent.", "-fever"),
        ("Fever, chills and rash are absent.", "-fever, -chills, -rash"),
        ("Nausea was denied.", "-nausea"),
        ("Vomiting was ruled out; fever persists.", "-vomiting, fever"),
        ("Rash not seen.", "-rash"),
        ("The patient does not report fever.", "-fever"),
        ("She doesn't have a cough.", "-cough"),
        ("Pertinent negatives: fever, chills.", "-fever, -chills"),
        ("Denied symptoms:\n- fever\n- rash\nHeadache since Monday.", "-fever, -rash, headache"),
        ("Pertinent negatives:\n\n* cough\n* chills\n\nNausea.", "-cough, -chills, nausea"),
        ("No throbbing headache.", "-throbbing headache"),
        ("No chest pain on exertion", "-chest pain on exertion"),
        // Where a denial ends.
        ("No fever but a cough.", "-fever, cough"),
        ("No fever. Cough.", "-fever, cough"),
        ("No fever; cough", "-fever, cough"),
        ("No fever\nCough", "-fever, cough"),
        ("No fever, however the rash stays.", "-fever, rash"),
        ("Denies nausea, complains of headache.", "-nausea, headache"),
        ("Denies nausea except for vomiting in the morning.", "-nausea, vomiting"),
        ("No rash on the trunk, the temperature is 37.2, she coughs.", "-rash, cough"),
        ("No fever, cough is present.", "-fever, cough"),
        ("No nausea because of a headache.", "-nausea, headache"),
        ("Patient with headache denies nausea.", "headache, -nausea"),
        ("Headache persists, fever is absent.", "headache, -fever"),
        // What looks like a denial and is none.
        ("No change in headache.", "headache"),
        ("Not only headache but also nausea.", "headache, nausea"),
        ("She does not deny cough.", "cough"),
        ("Headache without relief.", "headache"),
        ("Headache without obvious cause.", "headache"),
        ("The headache is not severe.", "headache"),
        ("A rash of unknown origin, nothing else.", "rash"),
        // What may come is neither there nor denied.
        ("Headache. Return if fever develops.", "headache"),
        ("Cough since Monday; come back if fever, chills or a rash develop.", "cough"),
        ("If she develops vomiting, she will be seen again. Nausea.", "nausea"),
        ("No fever. Return if fever or cough occurs.", "-fever"),
        ("Headache, return if fever.", "headache"),
        ("Watch for rash and dizziness.\nNausea", "nausea"),
        ("If fever comes, take Panadol.", "paracetamol"),
        // What is so in general is named, as sentences about pairs of entities need it.
        ("Panadol can cause nausea.", "paracetamol, nausea"),
        ("In case of chest pain, call at once: chills today.", "chills"),
        ("Dizziness as if drunk, with nausea.", "dizziness, nausea"),
    ])
    func `an English sentence`(text: String, keys: String) throws {
        #expect(try SmallLexicon.keys(text, .english) == keys)
    }

    @Test(arguments: [
        // Names and their forms.
        ("Жалобы на головную боль и тошноту.", "headache, nausea"),
        ("Страдает головными болями.", "headache"),
        ("Беспокоит КАШЕЛЬ с одышкой", "cough, shortness of breath"),
        ("Приступы кашля по ночам.", "night cough"),
        ("Жалуется на ночной кашель.", "night cough"),
        ("Принимает парацетамол, затем Панадол.", "paracetamol, paracetamol"),
        ("Лихорадку связывает с переохлаждением.", "fever"),
        ("Боли в груди при нагрузке.", "chest pain on exertion"),
        ("Рана на руке, края раны ровные.", "wound, wound"),
        ("Отмечается отсутствие стула и газов.", "no stool or gas"),
        ("Тошнота и рвота с утра.", "nausea, vomiting"),
        ("Температура 38,5 °C.", "fever"),
        // What is no name.
        ("Температура 36,6 °C.", ""),
        ("Температура тела 36.8, кашель.", "cough"),
        ("Ранее не болел, рано встаёт.", ""),
        ("Боль в руке. В груди хрипов нет.", ""),
        ("Тошно смотреть на это.", ""),
        ("Ожарка овощей", ""),
        // What is denied.
        ("Тошноты и рвоты нет.", "-nausea, -vomiting"),
        ("Головная боль, тошноты нет.", "headache, -nausea"),
        ("Сыпи при осмотре не выявлено.", "-rash"),
        ("Нет тошноты, рвоты и сыпи.", "-nausea, -vomiting, -rash"),
        ("Отрицает кашель, одышку.", "-cough, -shortness of breath"),
        ("Кашель, одышку отрицает.", "-cough, -shortness of breath"),
        ("Наличие одышки отрицает.", "-shortness of breath"),
        ("Головная боль без тошноты и рвоты.", "headache, -nausea, -vomiting"),
        ("Нет ни тошноты, ни рвоты.", "-nausea, -vomiting"),
        ("Сыпи не выявлено.", "-rash"),
        ("Озноба не было.", "-chills"),
        ("Озноб отсутствует, кашель сохраняется.", "-chills, cough"),
        ("Отсутствуют: озноб, сыпь.", "-chills, -rash"),
        ("Отсутствуют:\n- озноб\n- сыпь\nКашель.", "-chills, -rash, cough"),
        ("Пациентка не отмечает головокружения.", "-dizziness"),
        ("Не беспокоят тошнота и рвота.", "-nausea, -vomiting"),
        ("Тошнота: нет. Рвота: есть.", "-nausea, vomiting"),
        ("Жалоб на одышку не предъявляет; кашель.", "-shortness of breath, cough"),
        ("Не предъявляет жалоб на одышку.", "-shortness of breath"),
        ("Увеличения лимфатических узлов не обнаружено.", "-swollen lymph nodes"),
        // Where a denial ends.
        ("Тошноты нет, но беспокоит рвота.", "-nausea, vomiting"),
        ("Нет тошноты, однако есть рвота.", "-nausea, vomiting"),
        ("Нет тошноты, рвота сохраняется.", "-nausea, vomiting"),
        ("Нет сыпи. Кашель.", "-rash, cough"),
        ("Без озноба, жалуется на кашель.", "-chills, cough"),
        // What may come is neither there nor denied.
        ("Кашель. При появлении одышки явиться раньше.", "cough"),
        ("Тошноты нет. В случае рвоты или сыпи обратиться к врачу.", "-nausea"),
        ("Если появится озноб, вызвать врача. Кашель.", "cough"),
        ("При усилении головной боли принять Панадол.", "paracetamol"),
        ("Отрицает тошноту, кроме того беспокоит одышка", "-nausea, shortness of breath"),
        ("Пациент с головной болью отрицает тошноту.", "headache, -nausea"),
        // What looks like a denial and is none.
        ("Не только кашель, но и одышка.", "cough, shortness of breath"),
        ("Не отрицает кашель.", "cough"),
        ("Кашель без динамики.", "cough"),
        ("Без видимой причины появилась сыпь.", "rash"),
    ])
    func `a Russian sentence`(text: String, keys: String) throws {
        #expect(try SmallLexicon.keys(text, .russian) == keys)
    }

    @Test func `offsets count scalars and give back the surface`() throws {
        let text = "🤒 Ёлка: «Головна\u{301}я боль», тошноты нет"
        let spans = GoldSpanFinder(SmallLexicon.lexicon)
            .spans(in: text, of: try SmallLexicon.context(.russian))
        let scalars = Array(text.unicodeScalars)
        let surfaces = spans.map { span in
            String(String.UnicodeScalarView(scalars[span.start..<span.end]))
        }
        #expect(surfaces == ["Головна\u{301}я боль", "тошноты"])
        #expect(spans.map(\.negated) == [false, true])
    }

    @Test func `only what was sampled has a span`() throws {
        let context = try SmallLexicon.context(symptoms: ["headache"], denied: ["rash"])
        let finder = GoldSpanFinder(SmallLexicon.lexicon)
        let spans = finder.spans(in: "Headache, nausea, no rash. Migraine.", of: context)
        #expect(spans.map(\.key) == ["headache", "rash", "G43"])
        #expect(spans.map(\.label) == ["Symptom", "Symptom", "Disease"])
    }

    @Test(arguments: [
        ("A throbbing headache.", ["headache"]), ("No throbbing headache.", []),
        ("Headache, a throbbing headache.", ["headache", "headache"]),
    ])
    func `a narrower finding asserts the wider one, and denies nothing`(
        text: String, keys: [String]
    ) throws {
        let context = try SmallLexicon.context(symptoms: ["headache"])
        let spans = GoldSpanFinder(SmallLexicon.lexicon).spans(in: text, of: context)
        #expect(spans.map(\.key) == keys)
        #expect(spans.allSatisfy { !$0.negated })
    }
}
