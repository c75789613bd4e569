// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A target of the project with the settings that all of them share.
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A test target for the layer of that name.
func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    exclude: exclude, swiftSettings: strict)
}

let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"),
]

let package = Package(
  name: "cygnet",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "CLinux"),
    .target(name: "VictimClock"),
    .systemLibrary(name: "CNFTables", pkgConfig: "libnftables"),
    .systemLibrary(name: "CFuse3", pkgConfig: "fuse3"),
    layer("Vocabulary"),
    layer("Histories", ["Vocabulary"]),
    layer("LinuxHost", ["CLinux", "CNFTables", "CFuse3", "VictimClock", "Vocabulary"]),
    layer("Ranges", ["LinuxHost", "Vocabulary"]),
    layer("Databases", ["Vocabulary"] + nio),
    layer("Faults", ["Databases", "LinuxHost", "Vocabulary"]),
    layer("Workloads", ["Databases", "Histories", "Vocabulary"] + nio),
    layer("MissionLanguage", ["Vocabulary", .product(name: "Yams", package: "Yams")]),
    layer("Consistency", ["Histories", "Vocabulary"]),
    layer("Readiness", ["Vocabulary"]),
    layer("Debrief", ["Readiness", "Vocabulary"]),
    layer("Findings", ["Readiness", "Vocabulary"]),
    layer(
      "Exercises", ["Readiness", "Vocabulary", .product(name: "Crypto", package: "swift-crypto")]),
    layer(
      "Evidence",
      [
        "Consistency", "Debrief", "Exercises", "Findings", "Histories", "Readiness", "Vocabulary",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    layer("Programs", ["Debrief", "Readiness", "Vocabulary"]),
    layer(
      "Ledger",
      [
        "Evidence", "Findings", "LinuxHost", "Programs", "Readiness", "Vocabulary",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    layer(
      "Conductor",
      [
        "Consistency", "Databases", "Debrief", "Evidence", "Exercises", "Faults", "Histories",
        "LinuxHost", "MissionLanguage", "Ranges", "Readiness", "Vocabulary", "Workloads",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    layer(
      "Console",
      [
        "Debrief", "Evidence", "Exercises", "Findings", "Ledger", "LinuxHost", "Programs",
        "Readiness", "Vocabulary", .product(name: "Crypto", package: "swift-crypto"),
      ] + nio),
    layer(
      "Commands",
      [
        "Conductor", "Console", "Consistency", "Databases", "Debrief", "Evidence", "Exercises",
        "Faults", "Findings", "Histories", "Ledger", "LinuxHost", "MissionLanguage", "Programs",
        "Ranges", "Readiness", "Vocabulary", "Workloads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "cygnet",
      dependencies: [
        "Commands", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    tests("Vocabulary"),
    tests("MissionLanguage", ["Faults", "Vocabulary"], exclude: ["Fixtures"]),
    tests("Histories", ["Vocabulary"]),
    tests("Consistency", ["Histories", "Vocabulary"]),
    tests("Readiness", ["Vocabulary"]),
    tests("Debrief", ["Readiness", "Vocabulary"]),
    tests("Findings", ["Readiness", "Vocabulary"]),
    tests("LinuxHost", ["CLinux", "Vocabulary"]),
    .target(
      name: "LoopbackEtcd", dependencies: ["Databases", "Vocabulary"] + nio,
      path: "Tests/LoopbackEtcd", swiftSettings: strict),
    tests("Databases", ["LoopbackEtcd", "Vocabulary"] + nio),
    tests("Workloads", ["Databases", "Histories", "LoopbackEtcd", "Vocabulary"] + nio),
    tests("Faults", ["Databases", "Vocabulary"]),
    tests("Ranges", ["Vocabulary"]),
    tests(
      "Evidence",
      [
        "Debrief", "Exercises", "Findings", "Histories", "Vocabulary",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    tests(
      "Conductor",
      [
        "Consistency", "Databases", "Evidence", "Exercises", "Faults", "Histories", "LinuxHost",
        "MissionLanguage", "Ranges", "Vocabulary", "Workloads",
      ]),
    tests("Exercises", ["Vocabulary"]),
    tests(
      "Programs", ["Debrief", "MissionLanguage", "Readiness", "Vocabulary"], exclude: ["Golden"]),
    tests(
      "Console",
      [
        "Conductor", "Evidence", "Exercises", "Findings", "Ledger", "LinuxHost", "MissionLanguage",
        "Programs", "Ranges", "Readiness", "Vocabulary",
      ] + nio),
    .executableTarget(
      name: "LedgerWriter", dependencies: ["Evidence", "Findings", "Ledger", "Vocabulary"],
      path: "Tests/LedgerWriter", swiftSettings: strict),
    tests(
      "Ledger",
      [
        "Evidence", "Findings", "LedgerWriter", "LinuxHost", "Readiness", "Vocabulary",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "Commands",
      [
        "Conductor", "Consistency", "Console", "Evidence", "Exercises", "Findings", "Histories",
        "Ledger", "LinuxHost", "MissionLanguage", "Programs", "Ranges", "Vocabulary",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ]
)
