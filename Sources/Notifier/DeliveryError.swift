/// A message could not be written; it will be tried again.
struct DeliveryError: Error, CustomStringConvertible {
    /// The system call that failed.
    let call: String
    let path: String
    let reason: String

    var description: String { "\(call) \(path): \(reason)" }
}
