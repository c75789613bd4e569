package import Databases
package import Vocabulary

/// What the pager has shown so far: which alerts fire, and what each message changes.
///
/// Shape: a pure state machine; a repeat never makes a second alert.
/// Units: times are on the clock of the page's arrival.
package struct PagedAlerts: Sendable {
  /// Alerts that fire now, each with the time of its start.
  package private(set) var active: [AlertRules.Alert: Nanoseconds] = [:]
  /// When the dead man's switch last arrived.
  package private(set) var lastHeartbeat: Nanoseconds?

  /// A pager that has shown nothing.
  package init() {}

  /// Takes in a page; the dead man's switch is no alert.
  package mutating func handle(_ page: Page) -> [AlertRules.Change] {
    var changes: [AlertRules.Change] = []
    for told in AlertNotification(body: page.body)?.alerts ?? [] {
      if told.name == StandingRules.watchdog {
        if told.isFiring { lastHeartbeat = page.receivedNs }
        continue
      }
      let alert = AlertRules.Alert(told.name, host: told.host)
      if told.isFiring {
        guard active[alert] == nil else { continue }
        let since = told.startsAt.map(page.monotonic) ?? page.receivedNs
        active[alert] = since
        changes.append(.fired(alert, since: since, summary: told.summary))
      } else if active.removeValue(forKey: alert) != nil {
        changes.append(.resolved(alert))
      }
    }
    return changes
  }
}
