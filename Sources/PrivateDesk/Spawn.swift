import CSpawn
import Glibc

/// Starts programs. They inherit nothing but what is named here, whatever other threads open or
/// start at the same moment: the kernel closes all else in the new process, and no descriptor of
/// this one is touched.
enum Spawn {
    /// Where standard output and error go.
    enum Output {
        case discarded
        /// Appended to a file that only its owner may read.
        case file(String)
        case descriptor(Int32)
    }

    /// glibc's POSIX_SPAWN_SETSID, which the Swift importer leaves out.
    private static let newSession: Int16 = 0x80

    /// - Parameters:
    ///   - environment: all of it.
    ///   - input: a descriptor; /dev/null when nil.
    ///   - isDetached: in a session of its own, so that neither the terminal's Ctrl-C nor the end
    ///     of this process reaches it.
    static func start(
        _ program: String, _ arguments: [String], environment: [String: String],
        input: Int32? = nil, output: Output = .discarded, isDetached: Bool
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        let appending = O_WRONLY | O_CREAT | O_APPEND
        switch output {
        case .discarded:
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        case .file(let path):
            posix_spawn_file_actions_addopen(&actions, 1, path, appending, 0o600)
        case .descriptor(let descriptor):
            posix_spawn_file_actions_adddup2(&actions, descriptor, 1)
        }
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        var flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
        if isDetached { flags |= newSession }
        posix_spawnattr_setflags(&attributes, flags)

        let words = CStrings([program] + arguments)
        let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
        defer {
            words.free()
            variables.free()
        }
        var pid: pid_t = 0
        let status = posix_spawn(
            &pid, program, &actions, &attributes, words.pointers, variables.pointers)
        guard status == 0 else {
            throw DeskError.system(
                "start", path: program, reason: String(cString: strerror(status)))
        }
        return pid
    }

    /// A null-ended array of C strings.
    private struct CStrings {
        let pointers: [UnsafeMutablePointer<CChar>?]

        init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

        func free() {
            for pointer in pointers { Glibc.free(pointer) }
        }
    }
}
