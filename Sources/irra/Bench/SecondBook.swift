import PrivateDesk

/// A database of the desk's cluster beside the desk's own, which subscribes to the same
/// publication: what is measured at the desk is measured here, too.
struct SecondBook: Sendable {
    /// Its subscription and slot have this name, too; both are gone when the bench's desk is.
    let name: String
    let desk: BenchDesk

    /// Tables with the published columns and a primary key, and nothing else.
    static func plain(_ desk: BenchDesk) async throws -> SecondBook {
        let book = SecondBook(name: "plain", desk: desk)
        try await book.deployment.createDatabase(book.name)
        let tables = try await desk.desk.backup.run(
            sql: "select create_table || ';' || add_key || ';' from logic.book_statements();",
            database: Settings.backupDatabase)
        try await book.sql("create schema book; " + tables)
        return book
    }

    /// A desk without its workers.
    static func desk(_ desk: BenchDesk) async throws -> SecondBook {
        let book = SecondBook(name: "fresh", desk: desk)
        try await book.deployment.createDatabase(book.name)
        try await book.deployment.deployDesk(database: book.name)
        return book
    }

    private var deployment: Deployment {
        Deployment(project: desk.desk.project, cluster: desk.desk.backup)
    }

    /// Copies all tables; returns when each is whole and streams.
    func copy() async throws {
        let password = try desk.desk.home.secrets.databasePassword(
            cluster: "primary", role: "irra_replicator")
        try await desk.desk.backup.run(
            sql: """
                create subscription \(name) connection 'host=127.0.0.1 \
                port=\(desk.desk.settings.primaryPort) dbname=\(Settings.primaryDatabase) \
                user=irra_replicator password=\(password)' publication book;
                """, database: name)
        try await desk.wait(for: "the copy into \(name)", within: BenchDesk.longPatience) {
            try await sql(
                "select count(*) > 0 and bool_and(srsubstate = 'r') from pg_subscription_rel")
                == "t"
        }
    }

    func remove() async throws {
        try await sql("drop subscription \(name)")
        try await desk.sql("drop database \(name)")
    }

    /// Its last line.
    @discardableResult
    func sql(_ text: String) async throws -> String {
        let rows = try await desk.desk.backup.run(sql: text + ";", database: name)
        return rows.split(separator: "\n").last.map(String.init) ?? ""
    }
}
