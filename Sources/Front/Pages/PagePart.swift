import DeskDatabase

/// What of a page is read and drawn anew by itself (`?part=NAME`): a table, one row of it, or what
/// a dialog shows.
struct PagePart: Sendable {
    let name: String
    let reads: [PageRead]
    /// Not on the page from the start: drawn only when it is asked for.
    let isAsked: Bool
    /// Query parameters that its template writes though nothing is read by them.
    let written: Set<String>

    init(
        _ name: String, _ reads: [PageRead], isAsked: Bool = false,
        written: Set<String> = []
    ) {
        self.name = name
        self.reads = reads
        self.isAsked = isAsked
        self.written = written
    }

    /// Mode, exchange links, drop copy and replication, on every page.
    static let band = PagePart("band", [PageRead("band", .getBand)])
}
