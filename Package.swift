// swift-tools-version: 6.1
// Dependencies between rooms go one way; a new arrow here is an architectural decision
// (docs/ARCHITECTURE.md draws this picture).
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
]

/// Fault points (`FaultPoint.reach`) exist only in builds that define FAULT_POINTS: debug ones.
let faultPoints: [SwiftSetting] = [.define("FAULT_POINTS", .when(configuration: .debug))]

func room(
    _ name: String, _ dependencies: [Target.Dependency], settings: [SwiftSetting] = [],
    resources: [Resource]? = nil
) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: resources,
        swiftSettings: swiftSettings + settings)
}

func tests(
    _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude,
        swiftSettings: swiftSettings + faultPoints)
}

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS: Target.Dependency = .product(name: "NIOTLS", package: "swift-nio")
let nioLocks: Target.Dependency = .product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")

let package = Package(
    name: "irra",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "irra", targets: ["irra"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // C libraries from Debian: a module map each, nothing else.
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CPidfd"),
        .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CEpoll"),

        // The database: a client that knows no table, then one function for each SQL function.
        room("Postgres", ["CLibPQ", "CEpoll", logging, nioLocks]),
        room("DeskDatabase", ["Postgres"]),

        // The exchange: a pure protocol, then its sockets.
        room("FIX", []),
        room(
            "FIXTransport", ["FIX", nioCore, nioPosix, nioLocks, nioSSL, nioTLS, logging],
            settings: faultPoints),

        // The workers.
        room(
            "Gateway",
            ["CPidfd", "DeskDatabase", "FIX", "FIXTransport", logging, lifecycle, nioLocks],
            settings: faultPoints),
        room(
            "ExchangeSimulator",
            ["FIX", "FIXTransport", logging, lifecycle, nioLocks, nioCore, nioPosix]),
        room(
            "Notifier",
            [
                "DeskDatabase", "CCurl", crypto, logging, lifecycle, nioCore,
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
            ]),
        room("Monitor", ["DeskDatabase", logging, lifecycle]),
        room("Sync", ["DeskDatabase", "CLibZip", logging, lifecycle, subprocess]),
        room(
            "Front",
            [
                "DeskDatabase", "CArgon2", "CQREncode", "CZlib", crypto, logging, lifecycle,
                nioLocks, nioCore, nioPosix, nioSSL,
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ], resources: [.copy("Resources")]),

        // Private clusters and the workers' processes: what `irra up` starts.
        room("PrivateDesk", ["CSpawn", "Postgres", crypto, subprocess, logging]),
        .executableTarget(
            name: "irra",
            dependencies: [
                "DeskDatabase", "ExchangeSimulator", "Front", "Gateway", "Monitor", "Notifier",
                "FIX", "FIXTransport", "PrivateDesk", "Sync", lifecycle, logging, crypto,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
            ], swiftSettings: swiftSettings),

        tests("PostgresTests", ["Postgres", "PrivateDesk"]),
        tests("DeskDatabaseTests", ["DeskDatabase", "PrivateDesk"]),
        tests("FIXTests", ["FIX"], exclude: ["Scenarios"]),
        tests("FIXTransportTests", ["FIXTransport", "PrivateDesk"]),
        tests("ExchangeSimulatorTests", ["ExchangeSimulator"]),
        tests("GatewayTests", ["CPidfd", "Gateway", "ExchangeSimulator", "PrivateDesk"]),
        tests(
            "FaultTests",
            ["ExchangeSimulator", "Postgres", "PrivateDesk", nioCore, nioPosix, nioLocks]),
        tests(
            "InteropTests",
            ["Gateway", "Postgres", "PrivateDesk", lifecycle, logging, nioCore, nioPosix]),
        tests("NotifierTests", ["Notifier", "PrivateDesk"], exclude: ["Servers"]),
        tests("MonitorTests", ["Monitor", "PrivateDesk"]),
        tests("SyncTests", ["Sync", "PrivateDesk"]),
        tests(
            "ReplicationTests", ["Sync", "PrivateDesk", lifecycle, logging],
            exclude: ["book.psql", "exchange.psql"]),
        tests(
            "FrontTests",
            [
                "Front", "PrivateDesk", "CZlib", lifecycle, logging, nioCore, nioPosix, nioSSL,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
            ], exclude: ["schemathesis.toml"]),
        tests("PrivateDeskTests", ["PrivateDesk"]),
        tests("EndToEndTests", ["PrivateDesk"]),
    ],
    swiftLanguageModes: [.v6]
)
