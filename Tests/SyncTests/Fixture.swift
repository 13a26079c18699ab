import CLibZip
import FoundationEssentials
import Glibc
import PrivateDesk
import Testing

/// The shipped extract of real files, and damaged copies of it in a folder of the test's own.
struct Fixture: ~Copyable {
    static let derivatives27 = "nse_fo_udiff_20250227.csv"
    static let derivatives28 = "nse_fo_udiff_20250228.csv"
    static let cash27 = "nse_cm_full_20250227.csv"
    static let cash28 = "nse_cm_full_20250228.csv"
    static let freezes = "nse_fo_freeze_quantities_202512.csv"

    private let folder: String

    init() throws {
        folder = "/tmp/irra-fixture.\(getpid()).\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static func path(_ name: String) throws -> String {
        try ProjectFiles.find().path("Tests/Fixtures/\(name)")
    }

    static func text(_ name: String) throws -> String {
        String(decoding: try bytes(path(name)), as: UTF8.self)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try #require(FileManager.default.contents(atPath: path)))
    }

    func write(_ bytes: some Sequence<UInt8>, as name: String) -> String {
        let path = "\(folder)/\(name)"
        #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
        return path
    }

    func write(_ text: String, as name: String) -> String { write(text.utf8, as: name) }

    /// An archive of the given files (name, content).
    func zip(_ files: [(String, [UInt8])], as name: String) throws -> String {
        let path = "\(folder)/\(name)"
        var code: Int32 = 0
        let archive = try #require(zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, &code))
        for (name, content) in files {
            // libzip frees the copy when the archive is closed.
            let copy = try #require(malloc(max(content.count, 1)))
            content.withUnsafeBytes { bytes in
                if let start = bytes.baseAddress { memcpy(copy, start, bytes.count) }
            }
            let source = zip_source_buffer(archive, copy, UInt64(content.count), 1)
            #expect(zip_file_add(archive, name, source, 0) >= 0)
        }
        try #require(zip_close(archive) == 0)
        return path
    }
}
