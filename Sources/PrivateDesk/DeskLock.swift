import Glibc

/// Lets one `irra up` or `irra down` of a home run at a time.
public enum DeskLock {
    /// Runs the body under the lock; throws at once when another process holds it. The kernel
    /// releases it with this process, however that ends.
    @discardableResult
    public static func hold<Result>(
        _ home: Home, _ body: () async throws -> Result
    ) async throws -> Result {
        let path = home.path + "/lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileSystem.failure("open", path) }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw DeskError.state(
                "another irra is starting or stopping the desk in \(home.path): wait for it")
        }
        // A child that is just being started has this descriptor, too, until it runs its program.
        defer { flock(descriptor, LOCK_UN) }
        return try await body()
    }
}
