import LinuxHost
import Vocabulary

extension AgentHost {
  /// Makes the pass-through disk behave like this.
  func apply(_ setting: DiskSetting) throws(LinuxError) {
    guard let disk else {
      throw LinuxError(
        "change the disk", on: name.rawValue, detail: "this host has no pass-through disk")
    }
    _ = try disk.set(setting)
  }
}
