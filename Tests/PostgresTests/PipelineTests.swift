import Postgres
import Testing

@Suite struct PipelineTests {
    let cluster = TestCluster.shared

    @Test func `a pipeline is one transaction and one failure undoes all of it`() async throws {
        let connection = try await cluster.connect()
        try await connection.execute(script: "create temp table t (n int)")
        let ids = try await connection.pipeline([
            "insert into t values (1)", "select pg_current_xact_id()::text",
            "insert into t values (2)", "select pg_current_xact_id()::text",
        ])
        #expect(try ids[1][0].string(0) == ids[3][0].string(0))
        #expect(ids[0].affected == 1)
        let error = await databaseError {
            _ = try await connection.pipeline([
                "insert into t values (3)", "select 1 / 0", "insert into t values (4)",
            ])
        }
        #expect(error?.sqlState == "22012")
        #expect(error?.serverError?.statementIndex == 1)
        #expect(try await connection.query("select count(*) from t")[0].integer(0) == 2)
        #expect(try await connection.pipeline([]).isEmpty)
        await connection.close()
    }

    @Test func `a role set for one pipeline is gone in the next`() async throws {
        let connection = try await cluster.connect()
        try await connection.execute(
            script: "drop role if exists pipeline_role; create role pipeline_role")
        let set = Statement(
            "select set_config('role', $1, true), set_config('desk.who', $2, true)",
            ["pipeline_role", "7"])
        let read: Statement = "select current_user::text, current_setting('desk.who', true)"
        async let before = connection.query(read)
        async let inside = connection.pipeline([set, read])
        async let after = connection.query(read)
        #expect(try await before[0].string(0) == "postgres")
        #expect(try await inside[1][0].string(0) == "pipeline_role")
        #expect(try await inside[1][0].string(1) == "7")
        #expect(try await after[0].string(0) == "postgres")
        #expect(try await after[0].optionalString(1) ?? "" == "")
        let error = await databaseError {
            _ = try await connection.pipeline([set, "select * from pg_authid"])
        }
        #expect(error?.sqlState == .insufficientPrivilege)
        #expect(try await connection.query(read)[0].string(0) == "postgres")
        await connection.close()
    }

    @Test func `a deferred constraint fails the pipeline it belongs to`() async throws {
        let connection = try await cluster.connect()
        try await connection.execute(
            script: """
                create temp table parent (id int primary key);
                create temp table child (id int constraint child_parent references parent
                    deferrable initially deferred)
                """)
        async let bad = databaseError {
            _ = try await connection.pipeline(["insert into child values (9)", "select 1"])
        }
        async let good = connection.query("select 2")
        let error = await bad
        #expect(error?.sqlState == .foreignKeyViolation)
        #expect(error?.serverError?.constraintName == "child_parent")
        #expect(error?.serverError?.statementIndex == nil)
        #expect(try await good[0].integer(0) == 2)
        #expect(try await connection.query("select count(*) from child")[0].integer(0) == 0)
        await connection.close()
    }

    @Test func `a raised error keeps its code, detail, hint and context`() async throws {
        let connection = try await cluster.connect()
        try await connection.execute(
            script: """
                create function pg_temp.refuse() returns void language plpgsql as $$ begin
                raise exception using errcode = 'IR301', message = 'too much',
                    detail = '{"available": 5}', hint = 'ask for less'; end $$
                """)
        let error = await databaseError {
            _ = try await connection.query("select pg_temp.refuse()")
        }
        let server = try #require(error?.serverError)
        #expect(server.sqlState == "IR301" && server.sqlState.isDeskRule)
        #expect(server.message == "too much")
        #expect(server.detail == #"{"available": 5}"#)
        #expect(server.hint == "ask for less")
        #expect(server.context?.contains("line 2 at RAISE") ?? false)
        #expect("\(try #require(error))" == "server error IR301")
        await connection.close()
    }

    @Test func `the description of an error shows no data`() async throws {
        let connection = try await cluster.connect()
        let error = await databaseError {
            _ = try await connection.query("select $1::bigint", ["ABCDE1234F"])
        }
        #expect(error?.sqlState == "22P02")
        #expect(!"\(try #require(error))".contains("ABCDE"))
        #expect(!"\(try #require(error?.serverError))".contains("ABCDE"))
        #expect(try #require(error).detailForLog.contains("ABCDE"))
        await connection.close()
    }

    @Test func `a prepared statement survives a change of its table`() async throws {
        let connection = try await cluster.connect()
        try await connection.execute(
            script: "create temp table d (a int); insert into d values (1)")
        let read: Statement = "select * from d"
        #expect(try await connection.query(read).columnNames == ["a"])
        try await connection.execute(script: "alter table d add b text default 'new'")
        #expect(try await connection.query(read).columnNames == ["a", "b"])
        let names = try await connection.query(
            "select count(*) from pg_prepared_statements where statement = 'select * from d'")
        #expect(try names[0].integer(0) == 1)
        try await connection.execute(script: "discard all")
        try await connection.execute(script: "create temp table d (c int)")
        #expect(try await connection.query(read).columnNames == ["c"])
        await connection.close()
    }

    @Test func `a statement that could not be parsed is parsed again next time`() async throws {
        let connection = try await cluster.connect()
        let read: Statement = "select * from pg_temp.later"
        for _ in 0..<2 {
            let error = await databaseError { _ = try await connection.query(read) }
            #expect(error?.sqlState == "42P01")
        }
        // Its Parse is skipped because the statement before it fails.
        let error = await databaseError {
            _ = try await connection.pipeline(["select 1 / 0", read, read])
        }
        #expect(error?.sqlState == "22012")
        try await connection.execute(script: "create temp table later (a int)")
        #expect(try await connection.pipeline([read, read]).count == 2)
        await connection.close()
    }

    @Test func `a call is not hurt by the failing Parse of another`() async throws {
        let connection = try await cluster.connect()
        for round in 0..<50 {
            let read = Statement("select \(round)")
            async let failing = databaseError {
                _ = try await connection.pipeline(["select 1 / 0", read])
            }
            async let first = connection.query(read)
            async let second = connection.query(read)
            #expect(await failing?.sqlState == "22012")
            #expect(try await first[0].integer(0) == Int64(round))
            #expect(try await second[0].integer(0) == Int64(round))
        }
        await connection.close()
    }

    @Test func `a thousand tasks on one connection each get their own answer`() async throws {
        let connection = try await cluster.connect()
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<1000 {
                group.addTask {
                    let rows = try await connection.pipeline([
                        Statement("select $1::bigint as n", [.integer(Int64(number))]),
                        Statement("select -$1::bigint as n", [.integer(Int64(number))]),
                    ])
                    return try rows[0][0].integer("n") == Int64(number)
                        && rows[1][0].integer("n") == -Int64(number)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        await connection.close()
    }

    @Test func `a script runs many statements and leaves no transaction open`() async throws {
        let connection = try await cluster.connect()
        try await connection.execute(
            script: "create temp table s (n int); insert into s values (1); select * from s")
        let error = await databaseError {
            try await connection.execute(
                script: "begin; insert into s values (2); select 1 / 0; commit")
        }
        #expect(error?.sqlState == "22012")
        try await connection.execute(script: "begin; insert into s values (3)")
        #expect(try await connection.query("select count(*) from s")[0].integer(0) == 1)
        await connection.close()
    }

    @Test func `calls made while a script runs wait for its end`() async throws {
        let connection = try await cluster.connect()
        try await connection.execute(script: "create temp table w (n int)")
        let holder = try await cluster.connect()
        _ = try await holder.query("select pg_advisory_lock(42)")
        async let script: Void = connection.execute(
            script: """
                insert into w values (1); select pg_advisory_lock(42); insert into w values (2)
                """)
        #expect(try await cluster.isRunning("insert into w values (1)%"))
        async let count = connection.query("select count(*) from w")
        await holder.close()
        #expect(try await count[0].integer(0) == 2)
        try await script
        await connection.close()
    }
}
