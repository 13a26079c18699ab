import CLibZip

/// The one file of a zip archive, unpacked as it is read; its checksum is compared at the end.
final class ZippedFile: ByteSource {
    /// Unpacked bytes, as the archive's directory says.
    let size: Int
    private let path: String
    private let archive: OpaquePointer
    private let entry: OpaquePointer

    /// Throws for what is no whole archive of one readable file.
    init(path: String) throws {
        var code: Int32 = 0
        guard let archive = zip_open(path, ZIP_RDONLY, &code) else {
            var error = zip_error_t()
            zip_error_init_with_code(&error, code)
            defer { zip_error_fini(&error) }
            throw ExchangeFileError.damagedArchive(
                path: path, reason: String(cString: zip_error_strerror(&error)))
        }
        let files = zip_get_num_entries(archive, 0)
        guard files == 1 else {
            zip_discard(archive)
            throw ExchangeFileError.archiveContents(path: path, files: Int(files))
        }
        var status = zip_stat_t()
        let hasSize =
            zip_stat_index(archive, 0, 0, &status) == 0
            && status.valid & UInt64(ZIP_STAT_SIZE) != 0 && status.size <= UInt64(Int.max)
        guard hasSize, let entry = zip_fopen_index(archive, 0, 0) else {
            let reason = String(cString: zip_strerror(archive))
            zip_discard(archive)
            throw ExchangeFileError.damagedArchive(path: path, reason: reason)
        }
        self.path = path
        self.archive = archive
        self.entry = entry
        size = Int(status.size)
    }

    deinit {
        zip_fclose(entry)
        zip_discard(archive)
    }

    func read(_ count: Int) throws -> [UInt8] {
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let received = zip_fread(entry, buffer.baseAddress, UInt64(count))
            failed = received < 0
            filled = max(0, Int(received))
        }
        if failed {
            throw ExchangeFileError.damagedArchive(
                path: path, reason: String(cString: zip_file_strerror(entry)))
        }
        return bytes
    }
}
