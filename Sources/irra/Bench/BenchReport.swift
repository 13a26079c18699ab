import FoundationEssentials
import Glibc

/// A run as a page: figures, machine, sizes, how to repeat it.
struct BenchReport: Sendable {
    let plan: BenchPlan
    let started: Date

    func markdown(_ measured: (table: BenchTable, settings: String)) -> String {
        """
        # Figures

        \(started.ISO8601Format()), \(machine). Two clusters, simulator, gateway and front on the \
        same processors; \(Self.build).

        \(measured.table.markdown)
        Sizes: \(plan.exits) exits, history \(plan.longHistory), \(plan.stormFills) fills,
        \(plan.samples) requests, \(plan.commits) commits, batches of \(plan.batch) in the run
        without a worker, \(plan.positions) positions more, \(plan.waiting) waiting trades, \
        \(plan.streamSeconds) s of \
        \(plan.streamRate) trades a second, \(plan.handedBack) orders handed back, \
        \(plan.takeovers) takeovers. The backup cluster: \(measured.settings).

        To repeat: `make bench`; sizes and single figures: `irra bench --help`. What each figure
        means: [README.md](README.md).

        """
    }

    private var machine: String {
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        let pages = sysconf(Int32(_SC_PHYS_PAGES))
        let gigabytes = pages * sysconf(Int32(_SC_PAGESIZE)) / (1 << 30)
        let load = field(of: "/proc/loadavg", 0)
        return "\(processor), \(cores) cores, \(gigabytes) GB, Linux "
            + "\(field(of: "/proc/version", 2)), load \(load) at the end"
    }

    private var processor: String {
        let lines = text(of: "/proc/cpuinfo").split(separator: "\n")
        let line = lines.first { $0.hasPrefix("model name") } ?? ""
        return line.split(separator: ":").last.map { $0.trimmingPrefix(" ") }.map(String.init)
            ?? "unknown processor"
    }

    private static var build: String {
        #if DEBUG
            "DEBUG BUILD: these figures mean nothing"
        #else
            "release build"
        #endif
    }

    private func field(of path: String, _ number: Int) -> String {
        let words = text(of: path).split { $0 == " " || $0 == "\n" }
        return number < words.count ? String(words[number]) : "unknown"
    }

    private func text(of path: String) -> String {
        (try? Data(contentsOf: URL(filePath: path))).map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }
}
