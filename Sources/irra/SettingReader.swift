import Configuration
import FoundationEssentials

/// Typed look-ups that say which setting is wrong, and in what way.
struct SettingReader {
    struct Invalid: Error, CustomStringConvertible {
        let name: SettingName
        let expected: String

        var description: String { "\(name.rawValue) must be \(expected)" }
    }

    let reader: ConfigReader

    /// Text; for a secret also the content of the file that `NAME_FILE` names, without its last
    /// line end. Empty counts as not given.
    func text(_ name: SettingName) async throws -> String? {
        if let value = try await string(name.rawValue, isSecret: name.isSecret) { return value }
        guard name.isSecret,
            let path = try await string(name.rawValue + "_FILE", isSecret: false)
        else { return nil }
        guard let content = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw Invalid(name: name, expected: "in the readable file \(path)")
        }
        return content.hasSuffix("\n") ? String(content.dropLast()) : content
    }

    func port(_ name: SettingName) async throws -> Int? {
        let expected = "a port from 1 to 65535"
        guard let text = try await string(name.rawValue, isSecret: false) else { return nil }
        guard let number = Int(text), (1...65_535).contains(number) else {
            throw Invalid(name: name, expected: expected)
        }
        return number
    }

    func choice<Value: RawRepresentable<String> & CaseIterable>(
        _ name: SettingName
    ) async throws -> Value? {
        guard let text = try await string(name.rawValue, isSecret: false) else { return nil }
        guard let value = Value(rawValue: text) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw Invalid(name: name, expected: "one of \(names)")
        }
        return value
    }

    private func string(_ key: String, isSecret: Bool) async throws -> String? {
        let value = try await reader.fetchString(forKey: ConfigKey([key]), isSecret: isSecret)
        return value?.isEmpty == true ? nil : value
    }
}
