import FoundationEssentials
import Logging
import NIOConcurrencyHelpers
import NIOSSL
import ServiceLifecycle

/// The front's certificate and key, read again when their files change: a renewed certificate
/// serves the next connection, and no connection is cut.
final class Certificates: Service {
    /// How often the files are looked at.
    static let interval: Duration = .seconds(5)

    /// A file is missing, unreadable or not what it should be.
    struct Unusable: Error, CustomStringConvertible {
        let files: FrontConfiguration.TLSFiles
        let reason: String

        var description: String {
            "the certificate \(files.certificate) with the key \(files.key) cannot be used: "
                + reason
        }
    }

    /// What tells a file from the one before it under the same name.
    private struct Mark: Equatable {
        let modified: [Date?]
        let sizes: [UInt64?]
    }

    private struct Loaded {
        let context: NIOSSLContext
        let mark: Mark
    }

    private let files: FrontConfiguration.TLSFiles
    private let logger: Logger
    private let interval: Duration
    private let loaded: NIOLockedValueBox<Loaded>

    init(
        _ files: FrontConfiguration.TLSFiles, interval: Duration = interval, logger: Logger
    ) throws(Unusable) {
        self.files = files
        self.logger = logger
        self.interval = interval
        loaded = NIOLockedValueBox(try Self.load(files))
    }

    /// For the next connection.
    var context: NIOSSLContext { loaded.withLockedValue { $0.context } }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: self.interval)
                self.reloadIfChanged()
            }
        }
    }

    /// What cannot be used is told and tried again; the one before it goes on serving.
    func reloadIfChanged() {
        guard Self.mark(of: files) != loaded.withLockedValue({ $0.mark }) else { return }
        do {
            let new = try Self.load(files)
            loaded.withLockedValue { $0 = new }
            logger.notice(
                "the certificate was read again", metadata: ["file": "\(files.certificate)"])
        } catch {
            logger.error("a new certificate is not used", metadata: ["reason": "\(error)"])
        }
    }

    private static func mark(of files: FrontConfiguration.TLSFiles) -> Mark {
        let attributes = [files.certificate, files.key].map {
            try? FileManager.default.attributesOfItem(atPath: $0)
        }
        return Mark(
            modified: attributes.map { $0?[.modificationDate] as? Date },
            sizes: attributes.map { $0?[.size] as? UInt64 })
    }

    private static func load(_ files: FrontConfiguration.TLSFiles) throws(Unusable) -> Loaded {
        let mark = mark(of: files)
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(files.certificate)
            let key = try NIOSSLPrivateKey(file: files.key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return Loaded(context: try NIOSSLContext(configuration: configuration), mark: mark)
        } catch {
            throw Unusable(files: files, reason: "\(error)")
        }
    }
}
