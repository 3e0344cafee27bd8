import Diagnostics
import Testing

@testable import DatasetImport

@Suite struct InputFileTests {
    @Test func `a gzip file is its content, however many members it has`() throws {
        let bytes = gzip(Array("first,".utf8)) + gzip([]) + gzip(Array("second".utf8))
        for chunk in [1, 2, 7, 1000] {
            #expect(try text(bytes, chunk) == "first,second")
        }
        #expect(try text(bytes + [0, 0, 0], 1000) == "first,second")
    }

    @Test func `a large gzip file comes whole`() throws {
        let long = String(repeating: "0123456789é", count: 300_000)
        #expect(try text(gzip(Array(long.utf8)), .max) == long)
    }

    @Test func `a gzip file that was cut off is refused wherever the cut is`() throws {
        let bytes = gzip(Array(String(repeating: "some text ", count: 50).utf8))
        for count in 2..<bytes.count {
            let error = try failure(Array(bytes.prefix(count)))
            #expect(error.message == "the gzip file ends in the middle", "cut at \(count)")
        }
    }

    @Test func `a damaged gzip file is refused`() throws {
        var bytes = gzip(Array("some text that is long enough".utf8))
        bytes[bytes.count - 6] ^= 0xFF
        #expect(try failure(bytes).message == "the gzip file is damaged")
        let junk = gzip(Array("text".utf8)) + Array("junk".utf8)
        #expect(try failure(junk).message == "the gzip file is damaged")
    }

    @Test func `UTF-16 is refused by name`() throws {
        #expect(try failure([0xFF, 0xFE, 0x61, 0]).message.contains("UTF-16"))
        #expect(try failure([0xFE, 0xFF, 0, 0x61]).message.contains("UTF-16"))
        #expect(try failure([0x61, 0, 0x2C, 0]).message.contains("UTF-16"))
    }

    @Test func `bytes that are no UTF-8 are refused with line and column`() throws {
        for chunk in [1, 3, 1000] {
            let bytes = [0xEF, 0xBB, 0xBF] + Array("äb\r\nöü".utf8) + [0xE9, 0x0A]
            let error = try failure(bytes, chunk)
            #expect(error.message == "the file is not valid UTF-8 here")
            #expect(error.place == .init(file: "f", line: 2, column: 3))
        }
    }

    @Test func `a character that is cut off at the end is refused`() throws {
        let error = try failure(Array("ab\n".utf8) + [0xF0, 0x9F, 0x98])
        #expect(error.place == .init(file: "f", line: 2, column: 1))
    }

    @Test func `characters are whole however the bytes come`() throws {
        let long = "a😀éß漢\n"
        for chunk in 1...16 { #expect(try text(Array(long.utf8), chunk) == long) }
    }

    @Test func `a file that is not there is an error with its name`() throws {
        let error = try #require(throws: InputError.self) {
            _ = try InputFile(path: "/no/such/file.csv").open()
        }
        #expect(error.message == "cannot open the file: no such file or directory")
        #expect(error.place == .init(file: "/no/such/file.csv"))
    }

    private func text(_ bytes: [UInt8], _ chunk: Int) throws(InputError) -> String {
        let text = try TextBytes(InputFile(name: "f", bytes: bytes, chunkByteCount: chunk))
        var buffer = [UInt8](repeating: 0, count: 64)
        var result: [UInt8] = []
        while true {
            let count = try text.read(into: &buffer, at: 0)
            guard count > 0 else { return String(decoding: result, as: UTF8.self) }
            result += buffer.prefix(count)
        }
    }

    private func failure(_ bytes: [UInt8], _ chunk: Int = .max) throws -> InputError {
        try #require(throws: InputError.self) { _ = try text(bytes, chunk) }
    }
}
