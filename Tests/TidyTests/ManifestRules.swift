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
        "let a = [.target(name: \"Faults\", swiftSettings: strict), .target(name: \"CLinux\")]",
      "Sources/Faults/A.swift": "", "Sources/CLinux/a.c": "",
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

  /// The targets by name; a target's call must hold its name and its settings as literals.
  private static func targets(
    of manifest: SourceFile
  ) -> [String: (line: Int, isStrict: Bool)] {
    var targets: [String: (line: Int, isStrict: Bool)] = [:]
    for kind in ["target", "executableTarget", "testTarget"] {
      for place in manifest.places(of: ".\(kind)(", in: manifest.code) {
        guard let close = manifest.closing(place + kind.utf8.count + 1) else { continue }
        let call = String(decoding: manifest.bytes[place...close], as: UTF8.self)
        let name = call.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
        targets[name] = (manifest.line(of: place), call.contains("swiftSettings: strict"))
      }
    }
    return targets
  }
}
