import Foundation
import LinuxHost
import Vocabulary

/// What this machine offers to missions, tried once a process, as a range would see it.
enum MachineCapabilities {
  /// Each thing that was tried, with what was seen.
  static let findings = find()

  /// Everything that works here.
  static func available() -> Set<Capability> {
    Set(findings.filter(\.isUsable).compactMap(\.capability))
  }

  /// Without root a range lives in a user namespace, so that is where things are tried.
  private static func find() -> [Capabilities.Finding] {
    guard !Capabilities.isRoot else { return Capabilities.probe() }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let inside = try? Command.run(
      "unshare",
      [
        "--user", "--map-root-user", "--net", "--mount", "--pid", "--fork", "--mount-proc", own,
        "range", "doctor", "--json",
      ])
    let findings = (inside?.output ?? "").split(separator: "\n").compactMap {
      try? CanonicalJSON.decode(Capabilities.Finding.self, from: String($0))
    }
    return findings.isEmpty ? Capabilities.probe() : findings
  }
}
