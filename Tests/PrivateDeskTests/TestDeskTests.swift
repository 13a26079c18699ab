import PrivateDesk
import Testing

@Suite("A throw-away cluster")
struct TestDeskTests {
    @Test("hands out empty databases that do not see each other")
    func databasesAreSeparate() async throws {
        let desk = try await TestDesk.shared()
        let first = try await desk.database(.empty)
        let second = try await desk.database(.empty)
        try await first.run("create table only_here (a int);")
        let seen = try await second.run("select to_regclass('only_here') is null;")
        #expect(seen == "t\n")
        try await first.drop()
        try await second.drop()
    }

    @Test("hands out desks with migrations and logic, for every worker's role")
    func desksAreComplete() async throws {
        let database = try await TestDesk.shared().database()
        let found = try await database.run(
            "select count(*) from core.site; set role irra_gateway; select current_user;")
        #expect(found == "1\nirra_gateway\n")
        try await database.drop()
    }

    @Test("passes psql variables without their ending the text")
    func variablesAreQuoted() async throws {
        let database = try await TestDesk.shared().database(.empty)
        let awkward = "it's \\ \"quoted\"; drop"
        let echoed = try await database.run("select :'value';", variables: ["value": awkward])
        #expect(echoed == awkward + "\n")
        try await database.drop()
    }

    @Test("begins with what will be asked for, and changes nothing for the next", arguments: 1...2)
    func copies(_ time: Int) async throws {
        let desk = try await TestDesk.start(with: .primary)
        let made = "select count(*) from pg_database where datname like 'template\\_%';"
        #expect(try await desk.cluster.run(sql: made, database: "postgres") == "1\n")
        let database = try await desk.database(.primary)
        #expect(try await database.run("select count(*) from book.users;") == "0\n")
        try await desk.cluster.run(sql: "create role other;", database: "postgres")
        try await desk.stop()
    }

    @Test("gives no number twice when its server ends by force")
    func crash() async throws {
        let desk = try await TestDesk.start(with: .desk)
        let database = try await desk.database()
        // Given with something that is durable: PostgreSQL promises no more.
        try await database.run("create table given (number bigint);")
        let next = "insert into given select nextval('audit.log_log_id_seq') returning number;"
        let before = try await database.run(next)
        try await desk.cluster.stop(.immediate)
        try await desk.cluster.start()
        let after = try await database.run(next)
        let numbers = [before, after].map { Int($0.dropLast()) ?? 0 }
        #expect(numbers[0] > 0 && numbers[1] > numbers[0])
        try await desk.stop()
    }

    @Test("is gone after stop")
    func stopRemovesEverything() async throws {
        let desk = try await TestDesk.start()
        #expect(desk.cluster.postmaster != nil)
        try await desk.stop()
        #expect(desk.cluster.postmaster == nil)
        #expect(!desk.cluster.isInitialised)
    }
}
