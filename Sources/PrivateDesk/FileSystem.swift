import CSpawn
import FoundationEssentials
import Glibc

/// The few calls of the operating system that set owner and mode exactly.
enum FileSystem {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Makes the directory and its parents; an existing one keeps its mode.
    static func makeDirectories(_ path: String, mode: mode_t) throws {
        if exists(path) { return }
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        if !parent.isEmpty { try makeDirectories("/" + parent, mode: 0o755) }
        if mkdir(path, mode) != 0, errno != EEXIST { throw failure("mkdir", path) }
        try setMode(path, mode)
    }

    static func setMode(_ path: String, _ mode: mode_t) throws {
        if chmod(path, mode) != 0 { throw failure("chmod", path) }
    }

    static func setOwner(_ path: String, _ account: ServerAccount) throws {
        if account.dropsPrivileges, chown(path, account.userID, account.groupID) != 0 {
            throw failure("chown", path)
        }
    }

    /// Writes a file as a whole or not at all: a kill in between leaves the old one.
    static func write(_ bytes: some Sequence<UInt8>, to path: String, mode: mode_t) throws {
        let temporary = path + ".\(getpid()).new"
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw failure("open", temporary) }
        defer { close(descriptor) }
        let content = Array(bytes)
        guard Glibc.write(descriptor, content, content.count) == content.count else {
            throw failure("write", temporary)
        }
        guard fsync(descriptor) == 0 else { throw failure("fsync", temporary) }
        guard rename(temporary, path) == 0 else { throw failure("rename", path) }
    }

    static func read(_ path: String) throws -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw DeskError.system("read", path: path, reason: "cannot be read")
        }
    }

    static func text(_ path: String) -> String? {
        (try? read(path)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The path a symbolic link holds, nil when it is none.
    static func linkTarget(_ path: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = buffer.withUnsafeMutableBytes { raw in
            readlink(path, raw.baseAddress!.assumingMemoryBound(to: CChar.self), raw.count)
        }
        return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
    }

    /// As `linkTarget`, with that account's rights where ours do not reach: root in a container may
    /// lack the right to look into other users' processes (CAP_SYS_PTRACE).
    static func linkTarget(_ path: String, as account: ServerAccount) -> String? {
        if let target = linkTarget(path) { return target }
        guard errno == EACCES, account.dropsPrivileges else { return nil }
        // Of this thread alone.
        let (user, group) = (setfsuid(account.userID), setfsgid(account.groupID))
        defer {
            setfsgid(gid_t(bitPattern: group))
            setfsuid(uid_t(bitPattern: user))
        }
        return linkTarget(path)
    }

    /// The path with all links followed; as it is when it leads nowhere.
    static func resolved(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    /// Absolute, without `.`, `..` and doubled slashes; links are not followed.
    static func absolute(_ path: String) -> String {
        var start = path
        if !path.hasPrefix("/") {
            start = FileManager.default.currentDirectoryPath + "/" + path
        }
        var parts: [Substring] = []
        for part in start.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    static func failure(_ call: String, _ path: String) -> DeskError {
        .system(call, path: path, reason: String(cString: strerror(errno)))
    }
}
