/// Why the audit log's head is not written outside the database; for the log and for a person.
enum HeadFileError: Error, CustomStringConvertible {
    /// A call of the operating system failed.
    case system(call: String, path: String, reason: String)
    /// Another process is just writing to the same file.
    case inUse(path: String)
    /// The end of the file has a line that no head is as long as.
    case notHeads(path: String)

    var description: String {
        switch self {
        case .system(let call, let path, let reason): "\(call) \(path): \(reason)"
        case .inUse(let path): "\(path) is being written by another process"
        case .notHeads(let path): "\(path) does not end in lines of heads: is it the right file?"
        }
    }
}
