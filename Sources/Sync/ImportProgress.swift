/// How far an import is.
public enum ImportProgress: Sendable, Hashable {
    /// Bytes of the (unpacked) file sent to the server.
    case loading(bytes: Int, of: Int)
    /// All are there; the server checks every row and takes them. It cannot say how far it is.
    case checking(rows: Int)
    case done(rows: Int)
}
