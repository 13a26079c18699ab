import Glibc

/// Commands on files of a cluster that is stopped.
enum Shell {
    struct Failure: Error { let status: Int32 }

    static func run(_ command: String) async throws {
        let status = await Task.detached { Glibc.system(command) }.value
        if status != 0 { throw Failure(status: status) }
    }
}
