import FoundationEssentials

extension Home {
    /// Removes everything this desk owned, the clusters with it. Only for a desk that is down.
    public func remove() throws {
        if statePath != path { try FileManager.default.removeItem(atPath: statePath) }
        try FileManager.default.removeItem(atPath: path)
    }
}
