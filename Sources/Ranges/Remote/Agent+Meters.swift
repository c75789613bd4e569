import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// One end of a measurement of a link between machines.
  func handleMeter(_ ask: AgentRequest.Ask) throws -> AgentMessage.Say {
    let host = try ownHost()
    let own: LinkMeter.Station = (host.namespace, host.address)
    switch ask {
    case .openMeter(let burst, let sender, let isEchoing):
      let receiver = try LinkReceiver(
        burst, on: own, from: try address(of: sender), isEchoing: isEchoing)
      state.withLock { $0.receivers[receiver.port] = receiver }
      return .meter(port: receiver.port)
    case .sendBurst(let burst, let receiver, let port, let isEchoed):
      return .sent(
        try LinkSender.send(
          burst, from: own, to: try address(of: receiver), port: port, isEchoed: isEchoed))
    case .readMeter(let port, let sender):
      guard let receiver = state.withLock({ $0.receivers.removeValue(forKey: port) }) else {
        throw RangeError("nobody measures at port \(port)", hint: "open a meter first")
      }
      let heard = receiver.heard()
      let setting = host.shaping.report(from: try address(of: sender))?.setting
      let isIdle = host.effective(.links) == .atRest(.links)
      let hasTable = isIdle ? try host.filter.listTables().contains(LinkShaping.table) : false
      return .metered(heard: heard, setting: setting ?? LinkSetting(), hasIdleTable: hasTable)
    default: preconditionFailure("other requests are answered elsewhere")
    }
  }

  /// Only machines of the inventory are sent anything, or heard.
  private func address(of peer: HostName) throws(RangeError) -> String {
    guard let address = state.withLock({ $0.remote?.addresses[peer] }) else {
      throw RangeError(
        "there is no machine \(peer) in the inventory",
        hint: "nothing is sent to machines that it does not name")
    }
    return address
  }
}
