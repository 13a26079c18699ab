import Testing

@testable import Front

@Suite struct Argon2Tests {
    @Test func `a hash is Argon2id with OWASP parameters and a salt of its own`() throws {
        let first = try Argon2.hash("correct horse")
        let second = try Argon2.hash("correct horse")
        #expect(first.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(first != second)
    }

    @Test func `the right password verifies, another does not, a damaged hash is an error`() throws
    {
        let hash = try Argon2.hash("correct horse")
        #expect(try Argon2.verify("correct horse", against: hash))
        #expect(try !Argon2.verify("correct horsf", against: hash))
        #expect(try !Argon2.verify("", against: hash))
        #expect(throws: Argon2.Failure.self) { try Argon2.verify("x", against: "$argon2id$test") }
    }

    @Test func `a hash made by the reference program verifies`() throws {
        // argon2 somesalt -id -t 2 -k 256 -p 1, from the reference implementation's own tests.
        let hash =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
        #expect(try Argon2.verify("password", against: hash))
    }

    @Test func `a password of a page's length is refused`() {
        let password = String(repeating: "x", count: Argon2.maximumPasswordBytes + 1)
        #expect(throws: Argon2.Failure.passwordTooLong) { try Argon2.hash(password) }
    }

    @Test
    func `many verifications at once run a few at a time and the overflow is refused at once`()
        async throws
    {
        let hasher = PasswordHasher(maximumRunning: 2)
        let hash = try Argon2.hash("right")
        let requests = PasswordHasher.maximumWaiting + 20
        let outcomes = await withTaskGroup(of: Bool?.self) { group in
            for number in 0..<requests {
                group.addTask {
                    try? await hasher.verify(number % 2 == 0 ? "right" : "wrong", against: hash)
                }
            }
            return await group.reduce(into: [Bool?]()) { $0.append($1) }
        }
        #expect(outcomes.count { $0 == nil } >= 1)
        #expect(outcomes.count { $0 != nil } >= PasswordHasher.maximumWaiting)
        #expect(try await hasher.verify("right", against: hash))
    }
}
