/// Which entities the spans of a note assert, and which they deny.
struct Polarities {
    private var asserted: Set<EntityIdentity> = []
    private var denied: Set<EntityIdentity> = []

    init(_ spans: [GoldSpan]) {
        for span in spans {
            let identity = EntityIdentity(label: span.label, key: span.key)
            if span.negated { denied.insert(identity) } else { asserted.insert(identity) }
        }
    }

    private func identity(_ entity: NoteEntity) -> EntityIdentity {
        EntityIdentity(label: entity.label, key: entity.key)
    }

    func isAsserted(_ entity: NoteEntity) -> Bool { asserted.contains(identity(entity)) }
    func isDenied(_ entity: NoteEntity) -> Bool { denied.contains(identity(entity)) }

    /// Findings that the note both asserts and denies, symptoms that it only denies, and denied
    /// findings that it only asserts; each once.
    func contradictions(_ context: NoteContext) -> [Contradiction] {
        var found: [Contradiction] = []
        for entity in context.symptoms + context.denied + context.sideEffects {
            guard isAsserted(entity), isDenied(entity) else { continue }
            found.append(Contradiction(kind: .assertedAndDenied, what: entity.key))
        }
        for entity in context.symptoms where isDenied(entity) && !isAsserted(entity) {
            found.append(Contradiction(kind: .symptomDenied, what: entity.key))
        }
        for entity in context.denied where isAsserted(entity) && !isDenied(entity) {
            found.append(Contradiction(kind: .deniedAsserted, what: entity.key))
        }
        return found
    }
}
