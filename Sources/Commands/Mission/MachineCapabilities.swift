import LinuxHost
import Vocabulary

/// What this machine offers to missions, tried once a process.
enum MachineCapabilities {
  private static let found = Capabilities.probe()

  /// Everything that works here.
  static func available() -> Set<Capability> {
    Set(found.filter(\.isUsable).compactMap(\.capability))
  }

  /// Each thing that was tried, with what was seen.
  static var findings: [Capabilities.Finding] { found }
}
