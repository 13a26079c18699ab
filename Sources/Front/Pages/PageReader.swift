import DeskDatabase
import HummingbirdCore
import Postgres

/// Reads what a page or a part shows, as the person who asks.
struct PageReader: Sendable {
    /// What was read, by names, and when by the database's clock.
    struct Answers {
        var members: [String: PageValue] = [:]
        var readAt = ""
        /// What each read answered, as it came: tags are made of it.
        var json: [String: [UInt8]] = [:]

        /// The tag of a part: the same tag, the same part but for the time of reading.
        func tag(of part: PagePart) -> String {
            EntityTag.make(of: part.reads.flatMap { json[$0.name] ?? [] })
        }
    }

    /// A refusal that the database committed: the only member of the answer's object.
    private static let refusalPrefix = Array(#"{"problem": "#.utf8)

    let database: APIFunctions

    /// All in one transaction; what lacks a parameter that it cannot do without is not read. Where
    /// one is refused each is read by itself, so that the others stand and the refusal has a name;
    /// a refused main one throws.
    func read(
        _ reads: [PageRead], parameters: [String: String], as caller: APIFunctions.Caller,
        context: DeskRequestContext
    ) async throws -> Answers {
        let reads = reads.filter { $0.isAskable(with: parameters) }
        let readings = reads.map {
            APIFunctions.Reading($0.function, parameters: json(of: $0, parameters))
        }
        do {
            let (at, answers) = try await database.read(readings, as: caller)
            var all = Answers(readAt: at)
            for (read, answer) in zip(reads, answers) {
                if answer.json.starts(with: Self.refusalPrefix) {
                    try all.refuse(read, Problem(refusal: answer.json), context)
                } else {
                    try all.add(answer, of: read)
                }
            }
            return all
        } catch let error as PostgresError where error.serverError?.sqlState.isDeskRule == true {
            return try await readOneByOne(
                Array(zip(reads, readings)), as: caller, context: context)
        }
    }

    private func readOneByOne(
        _ reads: [(read: PageRead, reading: APIFunctions.Reading)],
        as caller: APIFunctions.Caller, context: DeskRequestContext
    ) async throws -> Answers {
        var all = Answers()
        for (read, reading) in reads {
            do {
                let (at, answers) = try await database.read([reading], as: caller)
                if all.readAt.isEmpty { all.readAt = at }
                if answers[0].json.starts(with: Self.refusalPrefix) {
                    try all.refuse(read, Problem(refusal: answers[0].json), context)
                } else {
                    try all.add(answers[0], of: read)
                }
            } catch let error as PostgresError
                where error.serverError?.sqlState.isDeskRule == true
            {
                await RefusalRecord(database: database).write(
                    error, of: read.function, as: caller, context: context)
                try all.refuse(read, Problem(error), context)
            }
        }
        return all
    }

    private func json(of read: PageRead, _ parameters: [String: String]) -> String {
        JSONText.object(
            read.sources.sorted { $0.key < $1.key }.compactMap { name, source in
                switch source {
                case .fixed(let text): (name, JSONText.quoted(text))
                case .path(let part), .query(let part):
                    parameters[part].map { (name, JSONText.quoted($0)) }
                }
            })
    }
}

extension PageReader.Answers {
    fileprivate mutating func add(
        _ answer: APIFunctions.Answer, of read: PageRead
    ) throws {
        members[read.name] = try PageValueReader.value(of: answer.json)
        if let next = answer.nextCursor { members[read.name + "_next"] = .text(next) }
        json[read.name] = answer.json
    }

    /// The refusal in the answer's place.
    fileprivate mutating func refuse(
        _ read: PageRead, _ problem: Problem, _ context: DeskRequestContext
    ) throws {
        if read.isMain || problem.status == .unauthorized { throw problem }
        let text = problem.json(requestID: context.requestID)
        members[read.name + "_problem"] = try PageValueReader.value(of: Array(text.utf8))
        json[read.name] = Array(problem.code.utf8)
    }
}
