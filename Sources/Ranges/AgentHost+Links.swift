import LinuxHost
import Vocabulary

extension AgentHost {
  /// Makes what arrives from these addresses behave like this; all others are whole.
  func apply(_ links: [String: LinkSetting]) throws(LinuxError) { try shaping.apply(links) }

  /// How what arrives from that address behaves, without what one fault wants of it.
  func link(from address: String, without fault: String? = nil) -> LinkSetting {
    guard case .links(let links) = effective(.links, without: fault) else { return LinkSetting() }
    return links[address] ?? LinkSetting()
  }
}
