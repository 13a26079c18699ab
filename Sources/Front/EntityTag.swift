import Crypto
import HTTPTypes
import HummingbirdCore

/// The tag of an answer that people poll: the same tag, the same answer.
///
/// An answer says when it was read (`"as_of"`), which changes at every look though nothing else
/// does; the tag leaves these times out and is a weak one for that reason.
enum EntityTag {
    /// The member's name. Inside a JSON string its quotes would be escaped.
    private static let volatileName = Array(#""as_of""#.utf8)

    /// The tag of JSON text as the database wrote it.
    static func make(of json: [UInt8]) -> String {
        var hash = SHA256()
        json.withUnsafeBytes { bytes in
            var begin = 0
            while let time = firstTime(in: bytes, from: begin) {
                hash.update(
                    bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[begin..<time.lowerBound]))
                begin = time.upperBound
            }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[begin...]))
        }
        return "W/\"" + Base64URL.encode(hash.finalize().prefix(12)) + "\""
    }

    /// Whether the caller has an answer of this tag already (`If-None-Match`).
    static func isKnown(_ tag: String, to request: Request) -> Bool {
        request.headers[values: .ifNoneMatch].contains { field in
            field.split(separator: ",").contains { candidate in
                let candidate = candidate.trimmingPrefix { $0 == " " }
                let text = candidate.prefix { $0 != " " }
                return text == "*" || text == tag || "W/" + text == tag
            }
        }
    }

    /// The characters of the next time that is not part of the answer's meaning.
    private static func firstTime(
        in bytes: UnsafeRawBufferPointer, from begin: Int
    ) -> Range<Int>? {
        let quote = UInt8(ascii: "\"")
        let length = volatileName.count
        var index = begin
        while index + length <= bytes.count {
            if bytes[index] == quote, bytes[index + 1] == volatileName[1],
                bytes[index..<(index + length)].elementsEqual(volatileName),
                let start = valueBegin(in: bytes, from: index + length)
            {
                let end = bytes[start...].firstIndex(of: quote) ?? bytes.count
                return start..<end
            }
            index += 1
        }
        return nil
    }

    /// Behind the quote that opens the member's text. PostgreSQL writes `"as_of": "` in jsonb and
    /// `"as_of" : "` in json.
    private static func valueBegin(
        in bytes: UnsafeRawBufferPointer, from begin: Int
    ) -> Int? {
        var index = begin
        for expected in [UInt8(ascii: ":"), UInt8(ascii: "\"")] {
            while index < bytes.count, bytes[index] == UInt8(ascii: " ") { index += 1 }
            guard index < bytes.count, bytes[index] == expected else { return nil }
            index += 1
        }
        return index
    }
}
