import Postgres
import PrivateDesk
import Sync

/// A reference primary of a test's own.
struct Primary {
    let database: TestDatabase
    let bhavcopy: BhavcopyImport
    let freezes: FreezeImport

    init() async throws {
        database = try await TestDesk.shared().database(.primary)
        let importer = PostgresConfiguration(
            conninfo: database.conninfo(user: "irra_primary_import"), applicationName: "SyncTests")
        bhavcopy = BhavcopyImport(primary: importer)
        freezes = FreezeImport(primary: importer)
    }

    @discardableResult
    func take(_ fixture: String) async throws -> BhavcopyImport.Summary {
        try await bhavcopy.run(path: Fixture.path(fixture))
    }

    /// Everything an import may change.
    func content() async throws -> String {
        try await database.run(
            """
            select (select md5(string_agg(i::text, '' order by i.instrument_id))
                from book.instruments i),
                (select md5(string_agg(p::text, '' order by p.instrument_id)) from book.prices p);
            """)
    }
}
