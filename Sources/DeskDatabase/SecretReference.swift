internal import FoundationEssentials

/// Where a secret that a row names is to be found: `env:NAME` or `file:/path`. The database holds
/// the reference only, so who reads the row learns no secret.
public enum SecretReference {
    public enum Failure: Error, CustomStringConvertible {
        case unknownForm
        case unset(String)
        case unreadable(String)

        public var description: String {
            switch self {
            case .unknownForm: "a secret's reference must be env:NAME or file:/path"
            case .unset(let name): "the environment has no variable \(name)"
            case .unreadable(let path): "the secret's file cannot be read: \(path)"
            }
        }
    }

    /// Reads it anew at each call: a secret that was changed holds from then on.
    public static func resolve(
        _ reference: String, environment: [String: String]? = nil
    ) throws(Failure) -> String {
        guard let colon = reference.firstIndex(of: ":") else { throw .unknownForm }
        let place = String(reference[reference.index(after: colon)...])
        switch reference[..<colon] {
        case "env":
            let variables = environment ?? ProcessInfo.processInfo.environment
            guard let value = variables[place], !value.isEmpty else { throw .unset(place) }
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
