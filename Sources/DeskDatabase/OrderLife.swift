public import Postgres

/// What happened to one order, with times: `ops.order_life`.
public struct OrderLife: Sendable {
    /// One thing that happened.
    public struct Moment: Sendable, Hashable {
        public let clOrdID: String
        /// IST, with milliseconds.
        public let time: String
        /// Milliseconds since the first moment.
        public let elapsed: Double
        /// Where: request, queue, exchange out, …
        public let place: String
        public let event: String
        /// Facts as JSON.
        public let details: String
    }

    private let database: any StatementRunner

    public init(database: any StatementRunner) {
        self.database = database
    }

    /// - Parameter name: the desk's number of the order, or any ClOrdID it ever had.
    /// - Returns: moments in order; empty when the desk made no such order.
    public func moments(of name: String) async throws -> [Moment] {
        let order = try await database.query(
            """
            select o.order_id from ops.order_names o \
            where o.order_id = $1 or o.cl_ord_id = $2 limit 1
            """, [Parameter(Int64(name)), .text(name)]
        ).first?.integer("order_id")
        guard let order else { return [] }
        return try await database.query(
            """
            select l.cl_ord_id, \
            to_char(l.at at time zone 'Asia/Kolkata', 'YYYY-MM-DD HH24:MI:SS.MS') as time, \
            extract(epoch from l.at - min(l.at) over ())::float8 * 1000 as elapsed, \
            l.place, l.event, coalesce(l.details, '{}')::text as details \
            from ops.order_life l where l.order_id = $1 \
            order by l.at, array_position('{request,order,queue,exchange out,exchange in,\
            drop copy}'::text[], l.place), l.event
            """, [.integer(order)]
        ).map { row in
            Moment(
                clOrdID: try row.string("cl_ord_id"), time: try row.string("time"),
                elapsed: try row.double("elapsed"), place: try row.string("place"),
                event: try row.string("event"), details: try row.string("details"))
        }
    }
}
