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

  /// Drops what the database wrote and did not sync, as a power cut does; its processes are gone.
  func cutPower() throws(LinuxError) {
    throw LinuxError(
      "drop unsynced writes", on: name.rawValue, detail: "this disk keeps everything",
      hint: "leave out lost-unsynced")
  }
}
