/// Every target of `Package.swift` is built with the strict settings.
enum ManifestRules {
  static let all = [strictSettings, strictWords]

  static let strictSettings = Rule(
    "Every folder with Swift is a target of Package.swift with swiftSettings: strict",
    trips: [
      "Package.swift": "let a = [.target(name: \"Faults\", dependencies: [])]",
      "Sources/Faults/A.swift": "",
    ],
    passes: [
      "Package.swift":
        "let a = [.target(name: \"Faults\", swiftSettings: strict)]\nlet c = target(\"CLinux\")\n"
        + "func tests(_ name: String) -> Target {\n"
        + "  .testTarget(name: name + \"Tests\", swiftSettings: strict)\n}\n"
        + "let b = tests(\"Faults\")",
      "Sources/Faults/A.swift": "", "Sources/CLinux/a.c": "", "Tests/FaultsTests/A.swift": "",
    ]
  ) { repository in
    guard let manifest = repository["Package.swift"] else { return [] }
    let targets = targets(of: manifest)
    let folders = Set(
      repository.swift.compactMap { file -> String? in
        let parts = file.path.split(separator: "/")
        return parts.count > 2 && ["Sources", "Tests"].contains(parts[0]) ? String(parts[1]) : nil
      })
    return folders.sorted().compactMap { folder in
      guard let target = targets[folder] else {
        return Violation(manifest.path, 1, "\(folder) is no target; add it or delete the folder")
      }
      guard !target.isStrict else { return nil }
      return Violation(manifest.path, target.line, "give \(folder) swiftSettings: strict")
    }
  }

  private static let settings = [
    "ExistentialAny", "InternalImportsByDefault", "MemberImportVisibility",
    ".treatAllWarnings(as: .error)",
  ]

  static let strictWords = Rule(
    "The strict settings are the four of the house",
    trips: ["Package.swift": "let strict = [.enableUpcomingFeature(\"ExistentialAny\")]"],
    passes: ["Package.swift": settings.joined(separator: "\n")]
  ) { repository in
    guard let manifest = repository["Package.swift"] else { return [] }
    return settings.filter { setting in !manifest.lines.contains { $0.contains(setting) } }
      .map { Violation(manifest.path, 1, "add \($0) to the strict settings") }
  }

  private typealias Target = (line: Int, isStrict: Bool)

  /// A function that makes targets: its name in calls, what it adds to the name it is given.
  private struct Maker {
    var call: String
    var suffix = ""
    var isStrict = false
  }

  /// The targets by name; a call must begin with the name as a literal.
  private static func targets(of manifest: SourceFile) -> [String: Target] {
    var targets: [String: Target] = [:]
    let direct = [".target", ".executableTarget", ".testTarget"].map { Maker(call: $0) }
    for maker in direct + makers(of: manifest) {
      for place in manifest.places(of: maker.call + "(", in: manifest.code) {
        guard let close = manifest.closing(place + maker.call.utf8.count) else { continue }
        let call = text(place...close, of: manifest)
        guard let name = firstString(in: call) else { continue }
        targets[name + maker.suffix] = (
          manifest.line(of: place), maker.isStrict || call.contains(strict)
        )
      }
    }
    return targets
  }

  /// The manifest's own functions, such as `layer("Faults")`.
  private static func makers(of manifest: SourceFile) -> [Maker] {
    manifest.places(of: "func ", in: manifest.code).compactMap { place in
      guard let open = manifest.code[place...].firstIndex(of: .brace),
        let close = manifest.closing(open)
      else { return nil }
      let body = text(open...close, of: manifest)
      let name = manifest.code[(place + 5)...].prefix { $0.isWord }
      let suffix = body.split(separator: "name + ").dropFirst().first.flatMap(firstString)
      return Maker(
        call: String(decoding: name, as: UTF8.self), suffix: suffix ?? "",
        isStrict: body.contains(strict))
    }
  }

  private static let strict = "swiftSettings: strict"

  private static func text(_ range: ClosedRange<Int>, of manifest: SourceFile) -> String {
    String(decoding: manifest.bytes[range], as: UTF8.self)
  }

  private static func firstString(in text: some StringProtocol) -> String? {
    let parts = text.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : nil
  }
}
