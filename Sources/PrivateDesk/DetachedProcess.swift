import FoundationEssentials
import Glibc

/// Starts a program in a session of its own, so that neither the terminal's Ctrl-C nor the end of
/// `irra` reaches it. It inherits nothing but what is named here.
enum DetachedProcess {
    /// glibc's POSIX_SPAWN_SETSID, which the Swift importer leaves out.
    private static let newSession: Int16 = 0x80

    /// Standard input is `input` (a descriptor) or /dev/null; standard output and error are
    /// appended to `log`, a file only its owner may read, or discarded.
    static func spawn(
        _ program: String, _ arguments: [String], environment: [String: String],
        input: Int32? = nil, log: String? = nil
    ) throws -> Int32 {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, 0)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_addopen(
            &actions, 1, log ?? "/dev/null", O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, 1, 2)
        keepDescriptorsFromChildren()

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let flags = newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF)
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

    /// Marks everything that is open here, beside the three standard descriptors, as not to be
    /// inherited.
    private static func keepDescriptorsFromChildren() {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        for descriptor in open.compactMap({ Int32($0) }) where descriptor > 2 {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
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
