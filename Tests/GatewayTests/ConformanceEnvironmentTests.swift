import Testing

@testable import Gateway

@Suite struct ConformanceEnvironmentTests {
    private static let good = [
        "FIX_HOST": "localhost", "FIX_PORT": "9000", "FIX_SENDER": "ME", "FIX_TARGET": "YOU",
        "FIX_STATE": "/tmp/run.1/state_A-1",
    ]

    @Test("what is not said has a default; the state's last component names the session")
    func defaults() throws {
        let environment = try ConformanceEnvironment(Self.good)
        #expect(environment.session == "state_A-1")
        #expect(environment.heartbeatSeconds == 30)
        #expect(!environment.resetsOnLogon)
        #expect(environment.reconnect == .seconds(1))
        var more = Self.good
        more["FIX_RECONNECT"] = "0.25"
        more["FIX_RESET"] = "1"
        more["FIX_STATE"] = "relative/"
        let other = try ConformanceEnvironment(more)
        #expect(other.reconnect == .milliseconds(250))
        #expect(other.resetsOnLogon)
        #expect(other.session == "relative")
    }

    @Test(
        "every wrong value is refused by its variable's name",
        arguments: [
            ("FIX_HOST", ""), ("FIX_PORT", "0"), ("FIX_PORT", "65536"), ("FIX_PORT", "x"),
            ("FIX_SENDER", ""), ("FIX_SENDER", "A B"), ("FIX_TARGET", "é"), ("FIX_STATE", ""),
            ("FIX_STATE", "/"), ("FIX_STATE", "a/.."), ("FIX_STATE", "a b"),
            ("FIX_HEARTBT", "0"), ("FIX_HEARTBT", "301"), ("FIX_RESET", "yes"),
            ("FIX_RECONNECT", "-1"), ("FIX_RECONNECT", "nan"),
        ])
    func wrong(variable: String, value: String) {
        var environment = Self.good
        environment[variable] = value
        #expect { try ConformanceEnvironment(environment) } throws: { error in
            (error as? ConformanceEnvironment.Invalid)?.variable == variable
        }
    }

    @Test("commands are words; anything else is no command")
    func commands() {
        #expect(ConformanceCommandLine("order  A1 ") == .order(clOrdID: "A1"))
        #expect(ConformanceCommandLine("logout") == .logOut)
        #expect(ConformanceCommandLine(" ") == .empty)
        for line in ["order", "order A B", "logout now", "Order A"] {
            #expect(ConformanceCommandLine(line) == .unknown)
        }
    }
}
