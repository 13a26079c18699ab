import Hummingbird
import Logging
import NIOCore

/// What the front knows of a request besides the request itself.
struct DeskRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Goes to the answer, the log and the audit; see ``RequestIdentifier``.
    var requestID: String
    /// The client's address in text form; nil in tests without a socket.
    var address: String?
    /// The connection, for who wants to know when it ends; nil in tests without a socket.
    let channel: (any Channel)?
    /// For the request's line in the log.
    var notes = RequestNotes()

    init(source: Source) {
        coreContext = .init(source: source)
        requestID = ""
        address = source.channel.remoteAddress?.ipAddress
        channel = source.channel
    }
}
