// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "cygnet",
  targets: [
    .target(name: "Vocabulary", swiftSettings: strict),
    .testTarget(
      name: "VocabularyTests", dependencies: ["Vocabulary"], swiftSettings: strict),
  ]
)
