import Databases
import Faults
import Vocabulary

extension ExerciseConductor {
  /// Lets the built-in rules look, where they are the source.
  func noteAlerts(at now: Nanoseconds) {
    let sample = AlertRules.Sample(
      writeSuccess: load.writeSuccess, leader: facts.leader, impaired: observer.impaired,
      fsync: observer.fsyncMeans)
    tell(of: alerts.handle(sample, at: now), at: now)
  }

  /// Takes in a line of the pager.
  func note(pagerLine line: String) {
    guard let page = try? CanonicalJSON.decode(Page.self, from: line) else {
      // An alert may be in it: what blue was told is no longer known.
      end("a line of the pager could not be read; see alerts.jsonl", isWhole: false)
      return
    }
    tell(
      of: alerts.handle(page).map { change in
        guard case .fired(let alert, let since, let summary) = change else { return change }
        return .fired(alert, since: since - origin, summary: summary)
      }, at: page.receivedNs - origin)
  }

  /// Takes over what fired between the last look at the pager and now.
  func catchUp(with paged: PagedAlerts) {
    guard case .alertmanager(let known) = alerts else { return }
    alerts = .alertmanager(paged)
    let missed = paged.active.filter { known.active[$0.key] == nil }.sorted { $0.key < $1.key }
    tell(
      of: missed.map {
        .fired($0.key, since: $0.value - origin, summary: "fired as the exercise began")
      }, at: now)
  }

  private func tell(of changes: [AlertRules.Change], at now: Nanoseconds) {
    for change in changes {
      switch change {
      case .fired(let alert, let since, let summary):
        var fields: [String: JSONValue] = [
          "alert": .string(alert.name), "id": .string(alert.id), "source": .string(alerts.name),
          "signal_at_ns": .integer(since.rawValue), "summary": .string(summary),
        ]
        if case .alertmanager = alerts { fields["starts_at_ns"] = .integer(since.rawValue) }
        timeline.append(.system, .alertFired, at: now, step: nil, host: alert.host, fields)
        progress("alert  \(alert.id): \(summary)")
      case .resolved(let alert):
        timeline.append(
          .system, .alertResolved, at: now, step: nil, host: alert.host,
          [
            "alert": .string(alert.name), "id": .string(alert.id), "source": .string(alerts.name),
          ])
      }
    }
    facts.alerts = alerts.active(since: origin)
  }

  /// What blue can see: all of it, or while dashboards are lost what they last showed.
  ///
  /// Alerts have a way of their own, and what blue itself decided it knows anyway.
  var visibleFacts: ConditionFacts {
    guard var frozen = frozenFacts else { return facts }
    frozen.alerts = facts.alerts
    frozen.decidedAt = facts.decidedAt
    return frozen
  }

  /// Keeps the last look at the dashboards while a fault on them is held.
  func freezeDashboards() {
    let isLost = plan.steps.contains { step in
      step.isOnMonitoring && step.parameters["tool"] == .text("dashboards")
        && facts.effective[step.name] != nil && held.contains(step.name)
    }
    if !isLost { frozenFacts = nil }
    if isLost && frozenFacts == nil { frozenFacts = facts }
  }
}
