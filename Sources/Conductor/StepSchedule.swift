package import Vocabulary

/// Decides which step starts and which fault ends, from the plan and what happened so far.
///
/// Shape: a pure state machine; the conductor feeds events and carries out the actions it returns.
/// Units: all times are offsets from the start of the exercise.
package struct StepSchedule: Sendable {
  private var entries: [Entry]
  /// While it is set nothing starts and nothing ends: the exercise is paused.
  package var isPaused = false
  /// While it is set nothing starts, but faults end as planned: somebody called for a stop.
  package var isBlocked = false

  /// What the conductor reports.
  package enum Event: Sendable, Equatable {
    /// Time passed, or facts changed.
    case tick
    /// The step took effect, as its probes saw.
    case effective(StepName)
    /// The step's fault is proved healed.
    case healed(StepName)
    /// The step came to nothing: unproved, or it failed.
    case failed(StepName)
  }

  /// What the conductor must do.
  package enum Action: Sendable, Equatable {
    /// Start this step now.
    case start(PlannedStep)
    /// End this step's fault now.
    case heal(PlannedStep)
    /// The step will not come; say why.
    case skip(PlannedStep, reason: String)
  }

  private struct Entry: Sendable {
    var step: PlannedStep
    var state = State.waiting
    var effectiveAt: Nanoseconds?
    var healedAt: Nanoseconds?
    var isHeld = false
  }

  private enum State: Sendable { case waiting, started, effective, healing, done, skipped }

  /// A schedule in which nothing has started.
  package init(steps: [PlannedStep]) {
    entries = steps.map { Entry(step: $0) }
  }

  /// Whether nothing more will start or end by itself.
  package var isFinished: Bool {
    entries.allSatisfy { entry in
      switch entry.state {
      case .done, .skipped: true
      case .effective: !needsHealing(entry.step)
      case .waiting, .started, .healing: false
      }
    }
  }

  /// Takes in an event and returns what must be done now.
  package mutating func handle(
    _ event: Event, at now: Nanoseconds, facts: ConditionFacts
  ) -> [Action] {
    note(event, at: now)
    guard !isPaused else { return [] }
    var actions: [Action] = []
    for index in entries.indices {
      switch entries[index].state {
      case .waiting:
        guard !isBlocked, !entries[index].isHeld else { continue }
        actions += startIfDue(index, at: now, facts: facts)
      case .started: settleIfWait(index, at: now)
      case .effective: actions += healIfDue(index, at: now)
      case .healing, .done, .skipped: break
      }
    }
    return actions
  }

  private mutating func note(_ event: Event, at now: Nanoseconds) {
    switch event {
    case .tick: break
    case .effective(let name):
      guard let index = index(of: name), entries[index].effectiveAt == nil else { return }
      entries[index].effectiveAt = now
      if entries[index].state == .started { entries[index].state = .effective }
    case .healed(let name):
      guard let index = index(of: name) else { return }
      entries[index].healedAt = now
      entries[index].state = .done
      for other in entries.indices where entries[other].step.verb == .heal {
        guard entries[other].step.kind == name.rawValue, entries[other].state == .started else {
          continue
        }
        entries[other].effectiveAt = now
        entries[other].state = .done
      }
    case .failed(let name):
      guard let index = index(of: name) else { return }
      entries[index].state = .skipped
    }
  }

  private mutating func startIfDue(
    _ index: Int, at now: Nanoseconds, facts: ConditionFacts
  ) -> [Action] {
    let step = entries[index].step
    switch step.start {
    case .at(let offset):
      return now >= offset ? begin(index, at: now) : []
    case .after(let name, let plus):
      guard let before = self.index(of: name) else {
        return skip(index, "there is no step \(name)")
      }
      if entries[before].state == .skipped {
        return skip(index, "\(name), which it follows, did not take effect")
      }
      guard let since = entries[before].effectiveAt, now >= since + plus else { return [] }
      return begin(index, at: now)
    case .when(let condition, let within):
      guard let anchor = anchor(before: index) else { return [] }
      if facts.holds(condition, since: anchor) { return begin(index, at: now) }
      if now > anchor + within {
        return skip(index, "its condition did not come within \(within)")
      }
      return []
    }
  }

  /// A trigger counts from the moment the step before it took effect, or from the start.
  private func anchor(before index: Int) -> Nanoseconds? {
    guard index > 0 else { return .zero }
    let before = entries[index - 1]
    return before.state == .skipped ? anchor(before: index - 1) : before.effectiveAt
  }

  private mutating func begin(_ index: Int, at now: Nanoseconds) -> [Action] {
    let step = entries[index].step
    entries[index].state = .started
    switch step.verb {
    case .inject, .operate: return [.start(step)]
    case .cue:
      entries[index].effectiveAt = now
      entries[index].state = .done
      return [.start(step)]
    case .wait:
      entries[index].healedAt = now
      return []
    case .heal:
      guard let target = self.index(of: StepName(rawValue: step.kind)) else {
        return skip(index, "there is no step \(step.kind)")
      }
      guard entries[target].state == .effective else {
        return skip(index, "\(step.kind) is not in effect")
      }
      entries[target].state = .healing
      return [.heal(entries[target].step)]
    }
  }

  private mutating func settleIfWait(_ index: Int, at now: Nanoseconds) {
    guard entries[index].step.verb == .wait, let since = entries[index].healedAt,
      now >= since + (entries[index].step.lifeNs ?? .zero)
    else { return }
    entries[index].effectiveAt = now
    entries[index].state = .done
  }

  private mutating func healIfDue(_ index: Int, at now: Nanoseconds) -> [Action] {
    guard needsHealing(entries[index].step), let life = entries[index].step.lifeNs,
      let since = entries[index].effectiveAt, now >= since + life
    else { return [] }
    entries[index].state = .healing
    return [.heal(entries[index].step)]
  }

  private func needsHealing(_ step: PlannedStep) -> Bool { step.verb == .inject }

  private mutating func skip(_ index: Int, _ reason: String) -> [Action] {
    entries[index].state = .skipped
    return [.skip(entries[index].step, reason: reason)]
  }

  /// Keeps a step that has not started from starting, or lets it go; false where it has started.
  package mutating func hold(_ name: StepName, _ isHeld: Bool) -> Bool {
    guard let index = index(of: name), entries[index].state == .waiting else { return false }
    entries[index].isHeld = isHeld
    return true
  }

  /// Leaves a step out; nil where it has started.
  package mutating func skip(_ name: StepName, reason: String) -> [Action]? {
    guard let index = index(of: name), entries[index].state == .waiting else { return nil }
    return skip(index, reason)
  }

  /// Starts a step now, whatever it waits for; nil where it has started, or nothing may start.
  package mutating func trigger(_ name: StepName, at now: Nanoseconds) -> [Action]? {
    guard let index = index(of: name), entries[index].state == .waiting, !isPaused, !isBlocked
    else { return nil }
    return begin(index, at: now)
  }

  /// Takes over what happened before another process conducts; what began and was never proved,
  /// or is over, does not begin again.
  package mutating func takeOver(
    started: Set<StepName>, effective: [StepName: Nanoseconds], over: [StepName: Nanoseconds]
  ) {
    for index in entries.indices where started.contains(entries[index].step.name) {
      let name = entries[index].step.name
      entries[index].effectiveAt = effective[name]
      entries[index].healedAt = over[name]
      let isOver = over[name] != nil || entries[index].step.verb == .cue
      entries[index].state = isOver ? .done : effective[name] == nil ? .skipped : .effective
    }
    for index in entries.indices where entries[index].step.verb == .heal {
      guard let end = over[StepName(rawValue: entries[index].step.kind)] else { continue }
      entries[index].effectiveAt = end
      entries[index].state = .done
    }
  }

  /// How long until a step starts by its plan; nil where that is not known yet.
  package func remaining(_ name: StepName, at now: Nanoseconds) -> Nanoseconds? {
    guard let index = index(of: name), entries[index].state == .waiting else { return nil }
    switch entries[index].step.start {
    case .at(let offset): return max(.zero, offset - now)
    case .after(let before, let plus):
      guard let since = self.index(of: before).flatMap({ entries[$0].effectiveAt }) else {
        return nil
      }
      return max(.zero, since + plus - now)
    case .when: return nil
    }
  }

  /// Whether somebody holds the step back.
  package func isHeld(_ name: StepName) -> Bool {
    index(of: name).map { entries[$0].isHeld } ?? false
  }

  private func index(of name: StepName) -> Int? {
    entries.firstIndex { $0.step.name == name }
  }
}
