import Testing

@testable import PrivateDesk

@Suite("A database's present state")
struct DeploymentTests {
    private static let one = "select to_regprocedure('logic.drill_checks()') is not null;"

    @Test("leaves the logic alone that it loaded last, and nothing that a hand loaded since")
    func loadedByHand() async throws {
        let desk = try await TestDesk.shared()
        let database = try await desk.database()
        let project = try ProjectFiles.find()
        let deployment = Deployment(project: project, cluster: desk.cluster)
        try await deployment.deployDesk(database: database.name)

        try await database.run("drop function logic.drill_checks();")
        try await deployment.deployDesk(database: database.name)
        #expect(try await database.run(Self.one) == "f\n", "these files are loaded: no second time")

        try await desk.cluster.run(
            file: project.path("sql/install.sql"), database: database.name)
        #expect(try await database.run(Self.one) == "t\n")
        try await database.run("drop function logic.drill_checks();")
        try await deployment.deployDesk(database: database.name)
        #expect(try await database.run(Self.one) == "t\n", "what a hand loaded may be any version")
        try await database.drop()
    }
}
