package import Vocabulary

/// Host actions as an operator would type them.
package enum ActionText {
  /// One action in a line, with its host.
  package static func words(_ action: HostAction) -> String {
    switch action {
    case .loadTable(let host, let table, let rules):
      "on \(host): nft 'table ip \(table) { \(oneLine(rules)) }'"
    case .deleteTable(let host, let table): "on \(host): nft delete table ip \(table)"
    case .set(let host, _, let setting): "on \(host): \(part(setting.part)): \(setting.words)"
    case .clear(let host, _, let part): "on \(host): \(self.part(part)) as without this fault"
    case .killDatabase(let host): "on \(host): kill -KILL the database"
    case .stopDatabase(let host): "on \(host): stop the database (SIGTERM, SIGKILL after 5s)"
    case .startDatabase(let host, let extra):
      "on \(host): start the database" + (extra.isEmpty ? "" : " " + extra.joined(separator: " "))
    case .command(let command):
      "on \(command.host): \(command.text)" + (command.isRefused ? " (expected to be refused)" : "")
    }
  }

  /// A part of a host as people call it.
  private static func part(_ part: HostSetting.Part) -> String {
    switch part {
    case .disk: "the disk under the data directory"
    case .links: "the links to it"
    case .clock: "the database's wall clock"
    case .process: "the database's processes"
    }
  }

  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
