/// Why the private desk could not be set up, started or stopped. `description` is meant for the
/// person at the terminal: it names the setting to change or the file to read, never a secret.
public enum DeskError: Error, CustomStringConvertible {
    /// A program is not installed where Debian puts it.
    case programMissing(String, package: String)
    /// A program ended with a status other than 0. `detail` is the end of what it wrote.
    case commandFailed(String, status: String, detail: String)
    /// Something else listens on the port that `setting` chose.
    case portInUse(Int, setting: String)
    /// The state on disk does not fit: a link points nowhere, a directory belongs to another desk.
    case state(String)
    /// A call of the operating system failed.
    case system(String, path: String, reason: String)
    /// The project's files (migrations, sql) were not found.
    case projectNotFound

    public var description: String {
        switch self {
        case .programMissing(let program, let package):
            "\(program) is missing: install the Debian package \(package) (`make setup` does it)"
        case .commandFailed(let program, let status, let detail):
            "\(program) failed (\(status))" + (detail.isEmpty ? "" : ":\n\(detail)")
        case .portInUse(let port, let setting):
            "port \(port) is in use by another program: choose a free one with"
                + " \(setting)"
        case .state(let what):
            what
        case .system(let call, let path, let reason):
            "\(call) \(path): \(reason)"
        case .projectNotFound:
            "the folder with migrations/sqitch.plan was not found: run irra from the project's"
                + " folder or set IRRA_PROJECT to it"
        }
    }
}
