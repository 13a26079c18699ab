import FoundationEssentials
import PrivateDesk

/// A desk that a command makes for itself in a home of its own: the next such command in that home
/// removes it and begins anew.
enum PassingDesk {
    /// Marks a home as one that may be removed.
    private static let marker = "made-by-demo"

    /// A new desk in the settings' home, without what an earlier command left there.
    static func open(_ settings: Settings, bhavcopies: [String] = []) async throws -> Desk {
        try await clear(settings)
        let desk = try await Desk.open(settings, bhavcopies: bhavcopies)
        try Data().write(to: URL(filePath: desk.home.path + "/" + marker))
        return desk
    }

    /// Tells whoever starts a desk of their own in such a home what will become of it.
    static func warn(of home: Home) {
        guard FileManager.default.fileExists(atPath: home.path + "/" + marker) else { return }
        Terminal.complain(
            "\(home.path) is a demo's or a rehearsal's: the next one in it removes this desk")
    }

    private static func clear(_ settings: Settings) async throws {
        let files = FileManager.default
        guard files.fileExists(atPath: settings.home),
            try !files.contentsOfDirectory(atPath: settings.home).isEmpty
        else { return }
        guard files.fileExists(atPath: settings.home + "/" + marker) else {
            throw DeskError.state(
                "\(settings.home) holds a desk that is neither a demo's nor a rehearsal's:"
                    + " give this one another IRRA_HOME"
            )
        }
        if let earlier = try Desk.existing(settings) {
            try await earlier.down()
            try earlier.home.remove()
        }
    }
}
