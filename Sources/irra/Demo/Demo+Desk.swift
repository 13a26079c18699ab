import FoundationEssentials
import Front
import PrivateDesk

extension Demo {
    /// Two people make the desk active: one asks, another agrees.
    func activate(_ people: [String: Person]) async throws {
        let vikram = try await logIn("vikram", people)
        let asked = try await vikram.require(
            202, "POST", "/site/activate", body: ["reason": "main site down, see incident call"],
            as: DemoAnswers.Approval.self)
        let path = "/approvals/\(asked.approvalId)/approve"
        let own = try await vikram.call("POST", path)
        guard own.status == 403 else {
            throw DemoError("one person alone could activate the desk (answer \(own.status))")
        }
        let meera = try await logIn("meera", people)
        let approved = try await meera.require(200, "POST", path, as: DemoAnswers.Site.self)
        guard approved.mode == "active" else { throw DemoError("the mode is \(approved.mode)") }
        say("vikram asked, could not approve it himself, meera approved: the desk is active")
    }

    /// Steps 5 and 6; returns the closing line with the times.
    func serve(_ caller: DemoCaller, _ people: [String: Person]) async throws -> String {
        step(5, "A client calls")
        let asha = try await logIn("asha", people)
        say("asha logged in with password and one-time code")
        let call = try await openCall(caller, asha)
        let user = try await asha.require(
            200, "GET", "/users/\(caller.brokerID)", as: DemoAnswers.User.self)
        let position = try await position(of: caller, call, asha)
        say(
            "verified \(user.name), PAN \(user.pan); \(position.symbol) \(position.product):"
                + " \(position.quantity), available \(position.available)")

        step(6, "The order goes out")
        let sentBefore = try await sql.backup("demo_messages_sent")
        let requestedAt = Date().timeIntervalSince1970
        let started = ContinuousClock.now
        let made = try await asha.require(
            202, "POST", "/squareoff",
            body: [
                "call_id": .text(call.callId), "position_id": .number(position.positionId),
            ], headers: ["Idempotency-Key": "demo-\(call.callId)"], as: DemoAnswers.SquareOff.self)
        let answered = ContinuousClock.now - started
        guard let order = made.orders.first else { throw DemoError("no order was made") }
        say("order \(order.orderId) (\(order.clOrdId)): sell \(order.quantity), \(order.status)")
        try await watch(order, caller, asha)
        try await refuseSecond(call, position, asha)
        let sentAfter = try await sql.backup("demo_messages_sent")
        guard let before = sentBefore.first?.first.flatMap({ Int($0) }),
            sentAfter.first?.first.flatMap({ Int($0) }) == before + made.orders.count
        else { throw DemoError("the exchange was sent \(sentAfter), before \(sentBefore)") }

        let times =
            try await sql.backup(
                "demo_times",
                ["order_id": "\(order.orderId)", "requested_at": String(requestedAt)]
            ).first ?? []
        guard times.count == 3 else { throw DemoError("the order left no times") }
        return "HTTP request answered after \(answered.milliseconds) ms, on its way after"
            + " \(times[0]) ms, executed after \(times[1]) ms, position confirmed after"
            + " \(times[2]) ms"
    }

    private func openCall(_ caller: DemoCaller, _ asha: DeskClient) async throws -> DemoAnswers.Call
    {
        var said: [String: DemoValue] = [
            "broker_id": .text(caller.brokerID), "pan": "AAAPA0000A",
            "date_of_birth": .text(caller.dateOfBirth), "caller_number": "+910000000001",
            "recording_ref": "recording-demo-1",
        ]
        let wrong = try await asha.call("POST", "/calls", body: said)
        guard wrong.status == 403 else {
            throw DemoError("a caller with a wrong PAN was answered \(wrong.status)")
        }
        said["pan"] = .text(caller.pan)
        return try await asha.require(201, "POST", "/calls", body: said, as: DemoAnswers.Call.self)
    }

    private func position(
        of caller: DemoCaller, _ call: DemoAnswers.Call, _ asha: DeskClient
    ) async throws -> DemoAnswers.Position {
        let positions = try await asha.require(
            200, "GET", "/positions/\(call.userId)", as: [DemoAnswers.Position].self)
        guard
            let position = positions.first(where: {
                $0.symbol == caller.symbol && $0.product == caller.product
            }), position.quantity == caller.quantity - 2 * caller.lotSize,
            position.available == position.quantity
        else { throw DemoError("the agent does not see the true position: \(positions)") }
        return position
    }

    /// Follows the order to its end, the position to zero and the client's message to its file.
    private func watch(
        _ order: DemoAnswers.SquareOff.Order, _ caller: DemoCaller, _ asha: DeskClient
    ) async throws {
        let filled = try await wait(for: "the order to be filled") {
            try await asha.require(
                200, "GET", "/orders/\(order.orderId)", as: DemoAnswers.Order.self)
        } until: {
            $0.status == "filled"
        }
        _ = try await wait(for: "the position to be closed") {
            try await position(of: caller).first ?? ""
        } until: {
            $0 == "0"
        }
        say(
            "order \(order.orderId) is \(filled.status) (\(filled.filledQuantity)); the drop copy"
                + " confirmed it, the position is 0")
        let outbox = desk.home.path + "/outbox"
        let message = try await wait(for: "the client's message") {
            // Others are told, too: of the desk's opening, of approvals.
            try FileManager.default.contentsOfDirectory(atPath: outbox).filter { name in
                let text = FileManager.default.contents(atPath: outbox + "/" + name) ?? Data()
                return name.hasSuffix(".eml")
                    && String(decoding: text, as: UTF8.self).contains("\(order.orderId)")
            }
        } until: {
            !$0.isEmpty
        }
        say("the client's message: \(outbox)/\(message[0])")
    }

    private func refuseSecond(
        _ call: DemoAnswers.Call, _ position: DemoAnswers.Position, _ asha: DeskClient
    ) async throws {
        let second = try await asha.call(
            "POST", "/squareoff",
            body: [
                "call_id": .text(call.callId), "position_id": .number(position.positionId),
            ], headers: ["Idempotency-Key": "demo-again-\(call.callId)"])
        let problem = try second.decoded(as: DemoAnswers.Problem.self)
        guard problem.code.hasPrefix("IR3") else {
            throw DemoError("a second square-off was answered \(second.status) \(problem.code)")
        }
        say("a second square-off is refused: \(problem.code) \(problem.title); nothing was sent")
    }
}
