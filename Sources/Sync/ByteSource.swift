/// Bytes in order, from a plain file or out of an archive.
protocol ByteSource: AnyObject {
    /// Up to `count` bytes; none means the end. Throws `ExchangeFileError`.
    func read(_ count: Int) throws -> [UInt8]
}
