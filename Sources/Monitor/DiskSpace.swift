internal import DeskDatabase
import Glibc

/// Free space of the disks that the desk writes to, which no query can read.
struct DiskSpace: Sendable {
    static let measure = "disk_free_percent"

    /// Folders, each for the disk that it lies on.
    let folders: [String]

    /// One figure for each disk, named after the first of its folders: percent that an ordinary
    /// user may still write. A folder that is not there, or not on this machine, is left out.
    func figures() -> [MonitorFunctions.Figure] {
        var seen: Set<UInt> = []
        return folders.compactMap { folder in
            var space = statvfs()
            guard statvfs(folder, &space) == 0, space.f_blocks > 0,
                seen.insert(space.f_fsid).inserted
            else { return nil }
            let percent = Double(space.f_bavail) / Double(space.f_blocks) * 100
            return MonitorFunctions.Figure(
                measure: Self.measure, subject: folder, value: (percent * 10).rounded() / 10)
        }
    }
}
