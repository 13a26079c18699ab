internal import DeskDatabase

/// Free space of the disks that the desk writes to, which no query can read.
struct DiskSpace: Sendable {
    static let measure = "disk_free_percent"

    let folders: [String]

    /// One figure for each folder: percent of its disk that an ordinary user may still write. A
    /// folder that is not there, or not on this machine, is left out.
    func figures() -> [MonitorFunctions.Figure] {
        folders.compactMap { folder in
            guard let state = FileSystemState(path: folder), state.totalBytes > 0 else {
                return nil
            }
            let percent = Double(state.freeBytes) / Double(state.totalBytes) * 100
            return MonitorFunctions.Figure(
                measure: Self.measure, subject: folder, value: (percent * 10).rounded() / 10)
        }
    }
}
