/// Imports point down the layers of `ARCHITECTURE.md`.
enum LayerRules {
  static let all = [importsPointDown, effectsStayOut, kernelStaysLow]

  /// The layer of each target; a target imports only targets of lower layers.
  static let layers: [String: Int] = [
    "CLinux": 0, "CNFTables": 0, "CFuse3": 0, "VictimClock": 0,
    "Vocabulary": 1,
    "MissionLanguage": 2, "Histories": 2, "Readiness": 2,
    "LinuxHost": 3, "Consistency": 3, "Debrief": 3, "Exercises": 3, "Findings": 3,
    "Ranges": 4, "Evidence": 4, "Programs": 4,
    "Databases": 5, "Ledger": 5,
    "Faults": 6, "Workloads": 6,
    "Conductor": 7,
    "Console": 8,
    "Commands": 9,
    "cygnet": 10,
  ]

  /// The targets without effects: everything left and right of evidence.
  static let pure: Set = [
    "Vocabulary", "MissionLanguage", "Histories", "Consistency", "Readiness", "Debrief",
    "Exercises", "Findings", "Programs",
  ]

  /// What a pure target may import beside lower targets.
  private static let harmless: Set = [
    "FoundationEssentials", "Crypto", "Yams", "Collections", "OrderedCollections", "DequeModule",
    "HeapModule", "BitCollections", "Synchronization",
  ]

  static let importsPointDown = Rule(
    "Imports point down the layers",
    trips: ["Sources/Faults/A.swift": "package import Conductor\n"],
    passes: ["Sources/Faults/A.swift": "package import Vocabulary\n// import Conductor\n"]
  ) { repository in
    repository.sources.flatMap { file, module in
      guard let own = layers[module] else {
        return [Violation(file.path, 1, "\(module) has no layer; give it one in LayerRules")]
      }
      return file.imports.compactMap { name, line in
        guard let other = layers[name], other >= own else { return nil }
        return Violation(
          file.path, line,
          "layer \(own) imports \(name) of layer \(other); pass a value down, or move the code up")
      }
    }
  }

  static let effectsStayOut = Rule(
    "Pure targets import nothing effectful; Histories has one file that reads and writes",
    trips: [
      "Sources/Readiness/A.swift": "internal import Foundation\n",
      "Sources/Histories/A.swift": "import Foundation\n",
      "Sources/Histories/B.swift": "import Foundation\n",
    ],
    passes: [
      "Sources/Readiness/A.swift": "internal import FoundationEssentials\nimport Vocabulary\n",
      "Sources/Histories/A.swift": "import Foundation\n",
      "Sources/Ranges/A.swift": "import NIOCore\n",
    ]
  ) { repository in
    let effectful = repository.sources.filter { pure.contains($0.module) }.flatMap {
      file, module in
      file.imports.filter { !harmless.contains($0.module) && layers[$0.module] == nil }
        .map { (module, file.path, $0.line, $0.module) }
    }
    let writer = effectful.first { $0.0 == "Histories" }?.1
    return effectful.filter { $0.1 != writer }.map { module, path, line, name in
      Violation(path, line, "\(module) is pure; do without \(name), or let a caller do the effect")
    }
  }

  static let kernelStaysLow = Rule(
    "Only LinuxHost and Ranges import Glibc",
    trips: ["Sources/Databases/A.swift": "internal import Glibc\n"],
    passes: ["Sources/LinuxHost/A.swift": "internal import Glibc\n"]
  ) { repository in
    repository.sources.filter { !["LinuxHost", "Ranges"].contains($0.module) }.flatMap { file, _ in
      file.imports.filter { $0.module == "Glibc" }.map {
        Violation(file.path, $0.line, "wrap the call in LinuxHost and use that")
      }
    }
  }
}
