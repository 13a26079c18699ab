/// Another process drives the session now: the one that was started last.
public struct ConformanceReplaced: Error, CustomStringConvertible {
    public var description: String { "another process has taken the session" }
}
