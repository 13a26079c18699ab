/// The connection ended before anything of the call was sent: it may be tried on another one.
struct NotSent: Error {
    let reason: PostgresError
}
