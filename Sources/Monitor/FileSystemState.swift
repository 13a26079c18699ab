import Glibc

/// How full a file system is.
struct FileSystemState: Sendable, Hashable {
    /// What is left for who is not root, in bytes.
    let freeBytes: Int64
    let totalBytes: Int64

    /// Nil when the path is not on this machine or may not be looked at.
    init?(path: String) {
        var state = statvfs()
        guard statvfs(path, &state) == 0 else { return nil }
        let block = UInt64(state.f_frsize)
        freeBytes = Int64(clamping: UInt64(state.f_bavail) * block)
        totalBytes = Int64(clamping: UInt64(state.f_blocks) * block)
    }
}
