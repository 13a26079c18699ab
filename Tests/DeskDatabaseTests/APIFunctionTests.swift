import Postgres
import PrivateDesk
import Testing

@testable import DeskDatabase

/// The catalogue restates `pg_proc`: what it says and what is there are the same.
@Suite struct APIFunctionTests {
    /// Functions of schema `api` that are not for people's requests.
    static let internalFunctions: Set<String> = ["arguments", "record_refusal", "health"]

    func withDesk<Value: Sendable>(
        user: String = "postgres", _ body: (PostgresConnection) async throws -> Value
    ) async throws -> Value {
        let database = try await TestDesk.shared().database()
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: database.conninfo(user: user), applicationName: "test"))
        let value = try await body(connection)
        await connection.close()
        try await database.drop()
        return value
    }

    @Test func `the catalogue is what pg_proc says: names, order, types, defaults, answer`()
        async throws
    {
        try await withDesk { connection in
            let rows = try await connection.query(
                """
                select p.proname, coalesce(p.proargnames, '{}') as names, \
                array(select format_type(t, null) from unnest(p.proargtypes::oid[]) as t) \
                as types, \
                p.pronargs - p.pronargdefaults as required, p.prorettype::regtype::text as answer \
                from pg_proc as p where p.pronamespace = 'api'::regnamespace
                """)
            var known: [String: [String]] = [:]
            for row in rows {
                let name = try row.string("proname")
                if Self.internalFunctions.contains(name) { continue }
                let names = try row.textArray("names").compactMap { $0 }
                let types = try row.textArray("types").compactMap { $0 }
                let required = Int(try row.integer("required"))
                known[name] = zip(names, types).enumerated().map {
                    "\($1.0) \($1.1) \($0 < required)"
                }
                // An answer that nobody looks into is written as text at once.
                let answer = name == "get_positions" ? "json" : "jsonb"
                #expect(try row.string("answer") == answer, "\(name)")
            }
            for function in APIFunction.all {
                let parameters = function.parameters.map {
                    "\($0.name) \($0.type.rawValue) \($0.isRequired)"
                }
                #expect(known.removeValue(forKey: function.name) == parameters, "\(function.name)")
            }
            #expect(known.isEmpty, "functions without a catalogue entry: \(known.keys.sorted())")
        }
    }

    @Test func `a forged, empty or foreign secret is nobody, and the role ends with the call`()
        async throws
    {
        try await withDesk(user: "irra_front") { connection in
            let functions = APIFunctions(database: connection)
            for secret in ["", "forged", String(repeating: "A", count: 43)] {
                let caller = APIFunctions.Caller(
                    role: "ops_admin", session: secret, requestID: "r", address: "")
                await #expect {
                    try await functions.call(.getSite, as: caller)
                } throws: { ($0 as? PostgresError)?.sqlState == "IR401" }
                let rows = try await connection.query(
                    "select current_user::text, current_setting('irra.session', true) as session")
                #expect(try rows[0].string(0) == "irra_front")
                #expect(try rows[0].optionalString("session") ?? "" == "")
            }
        }
    }

    @Test func `the front's own role becomes no other role than people's`() async throws {
        try await withDesk(user: "irra_front") { connection in
            let functions = APIFunctions(database: connection)
            for role in ["postgres", "irra_owner", "dba", "irra_gateway", "no_such_role"] {
                let caller = APIFunctions.Caller(
                    role: role, session: "x", requestID: "r", address: "")
                await #expect(throws: PostgresError.self, "\(role)") {
                    try await functions.call(.getSite, as: caller)
                }
            }
            await #expect(throws: PostgresError.self) {
                try await connection.query("select count(*) from book.users")
            }
        }
    }

    @Test func `health answers the front itself`() async throws {
        try await withDesk(user: "irra_front") { connection in
            let health = try await APIFunctions(database: connection).health()
            #expect(String(decoding: health, as: UTF8.self).contains("\"standby\""))
        }
    }
}
