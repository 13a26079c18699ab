import Glibc

/// Secrets of one desk, a file each that only the starter may read. They are made once and never
/// changed silently: removing a file is how a person asks for a new one.
public struct Secrets: Sendable {
    private static let passwordBytes = 32

    public let directory: String

    public init(directory: String) { self.directory = directory }

    /// A desk was made here.
    public var isThere: Bool { FileSystem.exists(directory) }

    public func path(_ name: String) -> String { "\(directory)/\(name)" }

    /// The secret of that name without the line's end, nil when there is none.
    public func read(_ name: String) throws -> String? {
        guard FileSystem.exists(path(name)) else { return nil }
        let text = String(decoding: try FileSystem.read(path(name)), as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }

    /// The secret of that name, made and stored if there is none yet.
    public func obtain(_ name: String, make: () throws -> String) throws -> String {
        if let found = try read(name) { return found }
        let made = try make()
        try store(made, as: name)
        return made
    }

    /// Replaces a secret as a whole.
    public func store(_ text: String, as name: String) throws {
        try FileSystem.write((text + "\n").utf8, to: path(name), mode: 0o600)
    }

    /// The password of a database role on one of the clusters.
    public func databasePassword(cluster: String, role: String) throws -> String {
        try obtain(Self.passwordName(cluster: cluster, role: role), make: Self.randomPassword)
    }

    public static func passwordName(cluster: String, role: String) -> String {
        "\(cluster).\(role).password"
    }

    /// 256 random bits in hexadecimal, which no connection string needs to quote.
    public static func randomPassword() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<passwordBytes).map { _ in
            let byte = UInt8.random(in: 0 ... .max, using: &generator)
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }
}
