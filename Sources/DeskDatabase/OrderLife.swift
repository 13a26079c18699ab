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

    /// Orders of one request that are told of at most.
    private static let maximumOrders = 100

    /// - Parameter name: the desk's number of an order, any ClOrdID it ever had, or an HTTP request
    ///   that made or changed orders.
    /// - Returns: moments, order by order; empty when the desk made no such order.
    public func moments(of name: String) async throws -> [Moment] {
        let orders = try await database.query(
            """
            select distinct o.order_id from ops.order_names o \
            where o.order_id = $1 or o.cl_ord_id = $2 or o.request_id = $2 \
            order by o.order_id limit \(Self.maximumOrders)
            """, [Parameter(Int64(name)), .text(name)]
        ).map { try $0.integer("order_id") }
        var moments: [Moment] = []
        for order in orders { moments += try await self.moments(ofOrder: order) }
        return moments
    }

    private func moments(ofOrder order: Int64) async throws -> [Moment] {
        try await database.query(
            """
            select l.cl_ord_id, \
            to_char(l.at at time zone 'Asia/Kolkata', 'YYYY-MM-DD HH24:MI:SS.MS') as time, \
            extract(epoch from l.at - min(l.at) over ())::float8 * 1000 as elapsed, \
            l.place, l.event, coalesce(l.details, '{}')::text as details \
            from ops.order_life l where l.order_id = $1 \
            order by l.at, array_position('{request,order,queue,exchange out,exchange in,\
            drop copy,notification}'::text[], l.place), l.event
            """, [.integer(order)]
        ).map { row in
            Moment(
                clOrdID: try row.string("cl_ord_id"), time: try row.string("time"),
                elapsed: try row.double("elapsed"), place: try row.string("place"),
                event: try row.string("event"), details: try row.string("details"))
        }
    }
}
