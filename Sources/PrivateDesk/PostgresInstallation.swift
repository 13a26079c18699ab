/// Where Debian puts PostgreSQL 15.
enum PostgresInstallation {
    static let binaries = "/usr/lib/postgresql/15/bin"
    static let package = "postgresql-15"

    static func program(_ name: String) throws -> String {
        let path = "\(binaries)/\(name)"
        guard FileSystem.exists(path) else {
            throw DeskError.programMissing(name, package: package)
        }
        return path
    }
}
