import FoundationEssentials
import PrivateDesk

/// The `irra` of the build that these tests belong to.
enum BuiltProgram {
    static let path: String? = {
        guard let path = try? ProjectFiles.find().path(".build/debug/irra") else { return nil }
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()
}
