/// A dump that a worker was given, with the statements for it: names and columns are the
/// database's business.
public struct DumpOrder: Sendable, Decodable {
    public struct Table: Sendable, Decodable {
        public let name: String
        public let createTable: String
        public let addKey: String
        public let copyOut: String
        public let copyIn: String
        public let digest: String
    }

    public let dumpId: Int64
    public let attempt: Int
    public let tables: [Table]

    /// What everything of this attempt is named by.
    public var name: String { "\(dumpId)-\(attempt)" }
    public var directoryName: String { "dump-\(name)" }
    /// The database that the primary's rows are gathered in.
    public var sourceDatabase: String { "irra_dump_\(dumpId)_\(attempt)_from" }
    /// The database that the files are restored into.
    public var restoredDatabase: String { "irra_dump_\(dumpId)_\(attempt)_to" }
}
