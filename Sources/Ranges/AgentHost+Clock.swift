import LinuxHost
import Vocabulary

extension AgentHost {
  /// Makes the wall clock of every process of the database run like this.
  func apply(_ setting: ClockSetting) throws(LinuxError) {
    if setting == ClockSetting() { return }
    throw LinuxError("set the clock", on: name.rawValue, detail: "this host has no clock patch")
  }
}
