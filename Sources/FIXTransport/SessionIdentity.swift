/// Whose session it is, seen from the acceptor. One identity has one connection at a time.
struct SessionIdentity: Hashable, Sendable {
    let us: String
    let them: String
}
