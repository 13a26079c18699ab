import FoundationEssentials
import Glibc
import Testing

@testable import Monitor

@Suite("The file of heads is only ever added to")
struct HeadFileTests {
    private let directory = "/tmp/irra-heads.\(UInt64.random(in: 0 ... .max))"
    private var path: String { directory + "/heads" }

    private func text() throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

    private func remove() { try? FileManager.default.removeItem(atPath: directory) }

    @Test("each line is given the lines before it, and is the owner's only")
    func added() async throws {
        defer { remove() }
        let file = HeadFile(path: path)
        for number in 1...3 {
            let line = try await file.add { lines in
                #expect(lines == (1..<number).map { "line \($0)" })
                return "line \(number)"
            }
            #expect(line == "line \(number)")
        }
        #expect(try text() == "line 1\nline 2\nline 3\n")
        var status = stat()
        #expect(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test("nothing is added when there is no head yet")
    func nothing() async throws {
        defer { remove() }
        #expect(try await HeadFile(path: path).add { _ in nil } == nil)
        #expect(try text() == "")
    }

    @Test("a line that was torn is ended, not continued")
    func torn() async throws {
        defer { remove() }
        let file = HeadFile(path: path)
        _ = try await file.add { _ in "line 1" }
        let descriptor = open(path, O_WRONLY | O_APPEND)
        _ = write(descriptor, "li", 2)
        close(descriptor)
        _ = try await file.add { lines in
            #expect(lines == ["line 1", "li"])
            return "line 2"
        }
        #expect(try text() == "line 1\nli\nline 2\n")
    }

    @Test("of a long file only the end is read, in whole lines")
    func long() async throws {
        defer { remove() }
        let file = HeadFile(path: path)
        let line = String(repeating: "x", count: 230)
        for _ in 0..<40 { _ = try await file.add { _ in line } }
        _ = try await file.add { lines in
            #expect(lines.count == 17)
            #expect(lines.allSatisfy { $0 == line })
            return nil
        }
    }

    @Test("a file that was moved away is begun anew")
    func moved() async throws {
        defer { remove() }
        let file = HeadFile(path: path)
        _ = try await file.add { _ in "line 1" }
        #expect(rename(path, path + ".1") == 0)
        _ = try await file.add { lines in
            #expect(lines.isEmpty)
            return "line 2"
        }
        #expect(try text() == "line 2\n")
    }

    @Test("two do not write after the same line")
    func twoWriters() async throws {
        defer { remove() }
        let file = HeadFile(path: path)
        _ = try await file.add { [path] _ in
            await #expect(throws: HeadFileError.self) {
                _ = try await HeadFile(path: path).add { _ in "another" }
            }
            return "line 1"
        }
        #expect(try text() == "line 1\n")
    }

    @Test("what cannot be written is told with the path and the reason")
    func unwritable() async throws {
        await #expect {
            _ = try await HeadFile(path: "/proc/irra/heads").add { _ in "line" }
        } throws: { "\($0)" == "mkdir /proc/irra: No such file or directory" }
        let file = "/tmp/irra-heads.\(UInt64.random(in: 0 ... .max))"
        try "x".write(toFile: file, atomically: false, encoding: .utf8)
        defer { unlink(file) }
        await #expect {
            _ = try await HeadFile(path: file + "/heads").add { _ in "line" }
        } throws: { "\($0)" == "open \(file)/heads: Not a directory" }
    }

    @Test("a full disk is told, and the line that did not fit is ended later")
    func fullDisk() async throws {
        await #expect {
            _ = try await HeadFile(path: "/dev/full").add { _ in "line" }
        } throws: { "\($0)" == "write /dev/full: No space left on device" }
    }

    @Test("a file is read in pieces, the last line without an end, too")
    func read() async throws {
        defer { remove() }
        let lines = (0..<2000).map { "line \($0) " + String(repeating: "y", count: 200) }
        _ = try await HeadFile(path: path).add { _ in lines.joined(separator: "\n") + "\nlast" }
        let descriptor = open(path, O_WRONLY)
        ftruncate(descriptor, try off_t(text().utf8.count - 1))
        close(descriptor)
        var reader = try HeadLines(path: path)
        var found: [String] = []
        var pieces = 0
        while let piece = try reader.next() {
            pieces += 1
            found += piece
        }
        #expect(found == lines + ["last"])
        #expect(pieces > 3)
    }
}
