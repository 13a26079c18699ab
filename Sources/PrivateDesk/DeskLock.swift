import Glibc

/// Lets one `irra up` or `irra down` of a home run at a time. The kernel releases it with the process.
public struct DeskLock: ~Copyable {
    private let descriptor: Int32

    /// Throws when another process holds it.
    public init(home: Home) throws {
        let path = home.path + "/lock"
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw DeskError.state(
                "another irra is starting or stopping the desk in \(home.path): wait for it")
        }
    }

    deinit { close(descriptor) }
}
