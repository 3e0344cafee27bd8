import Diagnostics
import MedGraph
import Testing

@testable import DatasetImport

/// Whatever happens to a file, the importer loads it or says why not.
@Suite struct DamagedInputTests {
    @Test(arguments: 0..<150) func `damaged tables never break the importer`(seed: Int) throws {
        var random = SeededRandom(state: UInt64(seed) &+ 77)
        var small = SmallImport(
            try fixture("complete.yaml"),
            [
                "diseases.csv": try fixture("diseases.csv"),
                "genes_a.txt": try fixture("genes_a.txt"),
            ])
        let name = ["diseases.csv", "genes_a.txt"].randomElement(using: &random)!
        damage(&small.files[name]!, using: &random)
        if Bool.random(using: &random) {
            small.files[name + ".gz"] = gzip(small.files.removeValue(forKey: name)!)
            if Bool.random(using: &random) { damage(&small.files[name + ".gz"]!, using: &random) }
        }
        small.chunkByteCount = Int.random(in: 16...600, using: &random)
        small.rowCountMax = Int.random(in: 1...5, using: &random)
        expectAnswer(small)
    }

    @Test(arguments: 0..<150) func `damaged JSON never breaks the importer`(seed: Int) throws {
        var random = SeededRandom(state: UInt64(seed) &+ 7_777)
        let preset = try #require(MappingPreset.named("hetionet"))
        var bytes = Array(
            try fixture("hetionet.json").replacing("Drug Class", with: "Pharmacologic Class").utf8)
        damage(&bytes, using: &random)
        var small = SmallImport(preset.yaml, bytes: ["hetionet-open.json": bytes])
        small.mapping = small.mapping.replacing("data: none", with: "data: all")
        small.chunkByteCount = Int.random(in: 16...600, using: &random)
        expectAnswer(small)
    }

    @Test(arguments: 0..<150) func `damaged mappings never break the importer`(seed: Int) throws {
        var random = SeededRandom(state: UInt64(seed) &+ 777)
        var bytes = Array(try fixture("complete.yaml").utf8)
        damage(&bytes, using: &random)
        let files = [
            "diseases.csv": try fixture("diseases.csv"), "genes_a.txt": try fixture("genes_a.txt"),
        ]
        expectAnswer(SmallImport(String(decoding: bytes, as: UTF8.self), files))
    }

    /// Every error has a message, and one about a file has its name.
    private func expectAnswer(_ small: SmallImport) {
        do throws(InputError) {
            _ = try small.run()
        } catch {
            #expect(!error.message.isEmpty)
            if let place = error.place { #expect(!place.file.isEmpty) }
        }
    }

    private func damage(_ bytes: inout [UInt8], using random: inout SeededRandom) {
        let alphabet = Array("\"\n\r\t,:{}[]#-' |1a".utf8) + [0x00, 0xE9, 0xFF]
        for _ in 0...Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
            let index = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[index] = alphabet.randomElement(using: &random)!
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(alphabet.randomElement(using: &random)!, at: index)
            default: bytes.removeSubrange(index..<min(index + 20, bytes.count))
            }
        }
    }
}
