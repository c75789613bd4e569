import LinuxHost
import Vocabulary

extension AgentHost {
  /// Limits what every process of the database may use.
  func limit(_ setting: ProcessSetting) throws(LinuxError) {
    if setting.processors == nil, setting.memoryBytes == nil, setting.openFiles == nil { return }
    throw LinuxError("limit processes", on: name.rawValue, detail: "this host has no limits")
  }
}
