import Testing

@testable import Front
@testable import Postgres

@Suite struct ProblemTests {
    func problem(_ state: String, detail: String? = nil, context: String? = nil) -> Problem {
        Problem(
            PostgresError.server(
                ServerError(
                    sqlState: SQLState(rawValue: state), message: "secret words of the server",
                    detail: detail, context: context)))
    }

    @Test func `each class of desk errors has its status, and an unknown code its class's`() {
        let expected: [String: Int] = [
            "IR101": 400, "IR104": 404, "IR108": 400, "IR199": 400, "IR201": 409, "IR299": 409,
            "IR301": 422, "IR399": 422, "IR401": 401, "IR402": 401, "IR405": 401, "IR403": 403,
            "IR404": 403, "IR429": 429, "IR499": 403, "IR501": 503, "IR599": 503, "IR901": 500,
            "IR999": 500, "IR777": 500,
        ]
        for (state, status) in expected {
            #expect(problem(state).status.code == status, "\(state)")
        }
    }

    @Test func `facts of a refusal become members, and cannot replace the format's own`() throws {
        let problem = problem(
            "IR301", detail: #"{"available": 75, "price": 1.1000, "status": 200, "code": "x"}"#)
        let text = problem.json(requestID: "r-1")
        let members = try #require(JSONValue(json: text)?.object)
        #expect(members["available"] == 75)
        #expect(members["status"] == 422)
        #expect(members["code"] == "IR301")
        #expect(members["request_id"] == "r-1")
        #expect(members["type"] == "urn:irra:error:IR301")
        #expect(members["title"] == "secret words of the server")
    }

    @Test func `what a client's input can cause is 400 and says where`() {
        let problem = problem(
            "22P02", detail: "Token \"x\" is invalid.", context: "JSON data, line 1: {x")
        #expect(problem.status == .badRequest)
        #expect(problem.code == "IR101")
        #expect(problem.detail?.contains("JSON data, line 1: {x") == true)
    }

    @Test func `a defect says nothing of what the server said`() throws {
        for state in ["XX000", "42883", "P0001", "23514", "IR901", "22012", "21000"] {
            let problem = problem(state, detail: #"{"pan": "AAAZZ1234Z"}"#, context: "function f()")
            #expect(problem.status == .internalServerError, "\(state)")
            let text = problem.json(requestID: "r-1")
            #expect(!text.contains("AAAZZ1234Z"))
            #expect(!text.contains("function f"))
            #expect(state == "IR901" || !text.contains("secret words"))
        }
    }

    @Test func `what passes by itself is 503 with Retry-After`() {
        for state in ["40001", "40P01", "55P03", "53300", "57P01", "57P03", "25006", "57014"] {
            #expect(problem(state).status == .serviceUnavailable, "\(state)")
            #expect(problem(state).headers[.retryAfter] == "1", "\(state)")
        }
        let server = ServerError(sqlState: "57014", message: "")
        let errors: [PostgresError] = [
            .poolExhausted, .connectionLost(""), .connectFailed(""), .closed, .timedOut(server),
            .cancelled,
        ]
        for error in errors {
            #expect(Problem(error).status == .serviceUnavailable, "\(error.code)")
            #expect(Problem(error).headers[.retryAfter] == "1", "\(error.code)")
        }
        #expect(Problem(.invalidParameter("")).status == .badRequest)
        #expect(Problem(.decoding("")).status == .internalServerError)
    }

    @Test func `a returned refusal answers with its code's status`() throws {
        let answer =
            #"{"problem": {"code": "IR429", "title": "Too many attempts", "#
            + #""detail": {"retry_after_seconds": 12}}}"#
        let problem = try Problem(refusal: Array(answer.utf8))
        #expect(problem.status == .tooManyRequests)
        #expect(problem.headers[.retryAfter] == "12")
    }

    @Test func `JSON text is escaped`() {
        #expect(JSONText.quoted("a\"b\\c\u{0}\u{1f}é") == #""a\"b\\c\u0000\u001fé""#)
        #expect(
            JSONValue(json: #"{"a":[1,2.50,null,true,"x"]}"#)?.json
                == #"{"a":[1,2.5,null,true,"x"]}"#)
    }
}
