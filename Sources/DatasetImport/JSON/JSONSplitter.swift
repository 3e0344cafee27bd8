/// Cuts the arrays of a top-level JSON object into their elements, as bytes come in.
///
/// It knows brackets, strings and commas, no more: whether an element is valid is for the decoder
/// that gets it. Bytes may be cut anywhere between two calls of ``take(_:)``.
struct JSONSplitter {
    /// One element of an array that a member of the object has.
    struct Element: Equatable {
        let member: String
        let bytes: [UInt8]
        /// Where it begins in the file.
        let offset: Int
        /// Counted from 1.
        let line: Int
    }

    /// The bytes do not follow JSON's structure.
    struct Problem: Error, Equatable {
        let message: String
        let offset: Int
    }

    static let depthMax = 256

    /// An element that is longer is most likely a string without end.
    static let elementByteCountMax = 1 << 26

    private enum State {
        case start, beforeKey, inKey, afterKey, beforeValue, inValue, inArray, inElement
        case afterElement, afterValue, inOuterArray, afterOuterElement, end
    }

    private let members: Set<String>
    /// The member of the outermost object whose array holds the objects that are cut.
    private let outerMember: String?
    private var isInOuterArray = false
    private var state = State.start
    /// The brackets that are open within a value.
    private var brackets: [UInt8] = []
    private var isInString = false
    private var isEscaped = false
    private var mayEnd = true
    private var key: [UInt8] = []
    private var member = ""
    private var element: [UInt8] = []
    private var elementOffset = 0
    private var elementLine = 1
    private var offset = 0
    private var line = 1

    /// Elements that were found and not yet fetched.
    private(set) var elements: [Element] = []
    /// Members whose arrays were seen.
    private(set) var foundMembers: Set<String> = []

    /// - Parameters:
    ///   - members: those whose arrays are cut; all others are passed over.
    ///   - outerMember: if the objects with the members are elements of an array, the member of the
    ///     outermost object that has the array.
    init(members: Set<String>, within outerMember: String? = nil) {
        self.members = members
        self.outerMember = outerMember
    }

    private var cutsHere: Bool { (outerMember == nil) != isInOuterArray }

    /// The elements found since the last call.
    mutating func fetch() -> [Element] {
        defer { elements.removeAll(keepingCapacity: true) }
        return elements
    }

    /// Says that there are no more bytes.
    func finish() throws(Problem) {
        guard state == .end else {
            throw Problem(message: "the file ends in the middle of its JSON", offset: offset)
        }
    }

    /// Reads on.
    mutating func take(_ bytes: Span<UInt8>) throws(Problem) {
        var index = 0
        while index < bytes.count {
            switch state {
            case .inElement: index = try takeElement(bytes, from: index)
            case .inValue: index = try takeValue(bytes, from: index)
            default:
                try step(bytes[index])
                if state != .inElement, state != .inValue { count(bytes[index]) }
                if state != .inElement, state != .inValue { index += 1 }
            }
        }
    }

    private mutating func count(_ byte: UInt8) {
        if byte == 0x0A { line += 1 }
        offset += 1
    }

    /// One byte outside of elements and of values that are passed over. The first byte of either
    /// is not taken: it is read again in the new state.
    private mutating func step(_ byte: UInt8) throws(Problem) {
        if state == .inKey {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                member = String(decoding: key, as: UTF8.self)
                state = .afterKey
                return
            }
            key.append(byte)
            return
        }
        if byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { return }
        switch (state, byte) {
        case (.start, UInt8(ascii: "{")): (state, mayEnd) = (.beforeKey, true)
        case (.beforeKey, UInt8(ascii: "\"")): (state, key) = (.inKey, [])
        case (.beforeKey, UInt8(ascii: "}")) where mayEnd: endObject()
        case (.afterKey, UInt8(ascii: ":")): state = .beforeValue
        case (.beforeValue, UInt8(ascii: "[")) where !isInOuterArray && member == outerMember:
            (state, mayEnd, isInOuterArray) = (.inOuterArray, true, true)
        case (.beforeValue, UInt8(ascii: "[")) where cutsHere && members.contains(member):
            foundMembers.insert(member)
            (state, mayEnd) = (.inArray, true)
        case (.beforeValue, _): (state, brackets, isInString) = (.inValue, [], false)
        case (.inArray, UInt8(ascii: "]")) where mayEnd: state = .afterValue
        case (.inArray, UInt8(ascii: "]")), (.inArray, UInt8(ascii: ",")):
            throw problem("an element is missing")
        case (.inArray, _):
            (state, brackets, isInString) = (.inElement, [], false)
            (element, elementOffset, elementLine) = ([], offset, line)
        case (.afterElement, UInt8(ascii: ",")): (state, mayEnd) = (.inArray, false)
        case (.afterElement, UInt8(ascii: "]")): state = .afterValue
        case (.afterValue, UInt8(ascii: ",")): (state, mayEnd) = (.beforeKey, false)
        case (.afterValue, UInt8(ascii: "}")): endObject()
        case (.inOuterArray, UInt8(ascii: "{")): (state, mayEnd) = (.beforeKey, true)
        case (.inOuterArray, UInt8(ascii: "]")) where mayEnd: endOuterArray()
        case (.afterOuterElement, UInt8(ascii: ",")): (state, mayEnd) = (.inOuterArray, false)
        case (.afterOuterElement, UInt8(ascii: "]")): endOuterArray()
        case (.start, _): throw problem("the file is no JSON object")
        case (.end, _): throw problem("there is more after the end of the JSON object")
        default: throw problem("this is no JSON")
        }
    }

    private mutating func endObject() { state = isInOuterArray ? .afterOuterElement : .end }

    private mutating func endOuterArray() {
        isInOuterArray = false
        state = .afterValue
    }

    private mutating func takeElement(
        _ bytes: Span<UInt8>, from start: Int
    ) throws(Problem) -> Int {
        let end = try scanValue(bytes, from: start)
        guard element.count + end.index - start <= Self.elementByteCountMax else {
            throw Problem(
                message: "an element is longer than \(Self.elementByteCountMax >> 20) MiB",
                offset: elementOffset)
        }
        for index in start..<end.index { element.append(bytes[index]) }
        if end.isComplete {
            elements.append(
                Element(member: member, bytes: element, offset: elementOffset, line: elementLine))
            element = []
            state = .afterElement
        }
        return end.index
    }

    private mutating func takeValue(_ bytes: Span<UInt8>, from start: Int) throws(Problem) -> Int {
        let end = try scanValue(bytes, from: start)
        if end.isComplete { state = .afterValue }
        return end.index
    }

    /// The end of the value that goes on at `start`, or the end of the bytes.
    private mutating func scanValue(
        _ bytes: Span<UInt8>, from start: Int
    ) throws(Problem) -> (index: Int, isComplete: Bool) {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    guard brackets.count < Self.depthMax else {
                        throw problem("the JSON is nested too deeply")
                    }
                    brackets.append(byte)
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    // A number or a word ends where the array around it does.
                    guard let opening = brackets.popLast() else { return (index, true) }
                    // In ASCII a bracket's partner is two characters further.
                    guard byte == opening + 2 else {
                        throw problem("this bracket is not the partner of the open one")
                    }
                    if brackets.isEmpty {
                        count(byte)
                        return (index + 1, true)
                    }
                case UInt8(ascii: ",") where brackets.isEmpty: return (index, true)
                default: break
                }
            }
            count(byte)
            index += 1
        }
        return (index, false)
    }

    private func problem(_ message: String) -> Problem {
        Problem(message: message, offset: offset)
    }
}
