import Postgres
import PrivateDesk
import Testing

@testable import DeskDatabase

@Suite struct AuthFunctionTests {
    @Test func `an unknown name gets a challenge like any other and a refusal that is counted`()
        async throws
    {
        let database = try await TestDesk.shared().database()
        let connection = try await PostgresConnection.connect(
            PostgresConfiguration(
                conninfo: database.conninfo(user: "irra_front"), applicationName: "test"))
        let functions = AuthFunctions(database: connection)
        let challenge = try await functions.beginLogin(username: "nobody", address: "192.0.2.7")
        #expect(challenge.passwordHash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(challenge.sealedSecret == nil)
        #expect(challenge.retryAfterSeconds == 0)
        let answer = try await functions.finishLogin(
            username: "nobody", origin: .init(address: nil, requestID: "r-1", userAgent: nil),
            outcome: .init(
                isPasswordRight: true, isCodeGiven: true, codeStep: 1, recoveryHash: nil,
                renewedHash: nil, secretHash: [1, 2, 3], refreshHash: [4]))
        #expect(String(decoding: answer, as: UTF8.self).hasPrefix(#"{"problem": {"code": "IR401""#))
        let attempts = try await database.run(
            "select outcome from auth.login_attempts where username = 'nobody'")
        #expect(attempts.contains("unknown_name"))
        await connection.close()
        try await database.drop()
    }
}
