import LinuxHost
import Vocabulary

extension AgentHost {
  /// Makes what arrives from these addresses behave like this; all others are whole.
  func apply(_ links: [String: LinkSetting]) throws(LinuxError) {
    if links.isEmpty { return }
    throw LinuxError("degrade links", on: name.rawValue, detail: "this host has no link shaper")
  }
}
