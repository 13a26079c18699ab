internal import FoundationEssentials

/// Where a session's password is to be found: `env:NAME` or `file:/path`. The database holds the
/// reference only, so who reads `fix.sessions` learns no secret.
enum PasswordReference {
    enum Failure: Error, CustomStringConvertible {
        case unknownForm
        case unset(String)
        case unreadable(String)

        var description: String {
            switch self {
            case .unknownForm: "password_ref must be env:NAME or file:/path"
            case .unset(let name): "the environment has no variable \(name)"
            case .unreadable(let path): "the password file cannot be read: \(path)"
            }
        }
    }

    static func resolve(
        _ reference: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(Failure) -> String {
        guard let colon = reference.firstIndex(of: ":") else { throw .unknownForm }
        let place = String(reference[reference.index(after: colon)...])
        switch reference[..<colon] {
        case "env":
            guard let value = environment[place], !value.isEmpty else { throw .unset(place) }
            return value
        case "file":
            guard let data = try? Data(contentsOf: URL(filePath: place)) else {
                throw .unreadable(place)
            }
            var text = String(decoding: data, as: UTF8.self)[...]
            while text.last?.isNewline == true { text.removeLast() }
            guard !text.isEmpty else { throw .unreadable(place) }
            return String(text)
        default:
            throw .unknownForm
        }
    }
}
