import ArgumentParser
import Databases
import Foundation
import LinuxHost
import Vocabulary

/// Where pages arrive; started by an agent, writes each message of Alertmanager as one line.
struct PagerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pager", abstract: "Where pages arrive.", shouldDisplay: false)

  @Argument(help: "Where to listen.") var address: String
  @Argument(help: "The file that is touched when the dead man's switch arrives.")
  var heartbeat: String

  func run() throws {
    HelperEnd.follow()
    let heartbeat = heartbeat
    try HTTPListener.serve(address, port: MonitoringLayout.pagerPort) { question in
      let page = Page(
        receivedNs: MonotonicClock.now(), wallNs: Nanoseconds(rawValue: WallClock.now()),
        body: String(decoding: question.body, as: UTF8.self))
      if let line = try? CanonicalJSON.line(page) {
        try? FileHandle.standardOutput.write(contentsOf: Data((line + "\n").utf8))
      }
      let beats = AlertNotification(body: page.body)?.alerts.contains {
        $0.name == StandingRules.watchdog && $0.isFiring
      }
      if beats == true { try? Data().write(to: URL(fileURLWithPath: heartbeat)) }
      return ""
    }
  }
}
