/// The files of the pack that ships, which the program carries.
enum ShippedPack {
    static let files: [String: @Sendable () -> [UInt8]] = [
        "pack.yaml": { PackageResources.pack_yaml },
        "people.csv": { PackageResources.people_csv },
        "note-system.en.mustache": { PackageResources.note_system_en_mustache },
        "note-system.ru.mustache": { PackageResources.note_system_ru_mustache },
        "sentence-system.en.mustache": { PackageResources.sentence_system_en_mustache },
        "sentence-system.ru.mustache": { PackageResources.sentence_system_ru_mustache },
        "example.en.mustache": { PackageResources.example_en_mustache },
        "example.ru.mustache": { PackageResources.example_ru_mustache },
        "symptoms-visit.en.mustache": { PackageResources.symptoms_visit_en_mustache },
        "symptoms-visit.ru.mustache": { PackageResources.symptoms_visit_ru_mustache },
        "symptoms-facts.en.mustache": { PackageResources.symptoms_facts_en_mustache },
        "symptoms-facts.ru.mustache": { PackageResources.symptoms_facts_ru_mustache },
        "code-system.en.mustache": { PackageResources.code_system_en_mustache },
        "code-system.ru.mustache": { PackageResources.code_system_ru_mustache },
        "code.en.mustache": { PackageResources.code_en_mustache },
        "code.ru.mustache": { PackageResources.code_ru_mustache },
        "entity.en.mustache": { PackageResources.entity_en_mustache },
        "entity.ru.mustache": { PackageResources.entity_ru_mustache },
        "pair.en.mustache": { PackageResources.pair_en_mustache },
        "pair.ru.mustache": { PackageResources.pair_ru_mustache },
    ]
}
