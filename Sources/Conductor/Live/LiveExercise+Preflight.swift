import Evidence
import Exercises
import Ranges
import Vocabulary

extension LiveExercise {
  /// What prepares, begins and concludes; with nothing to inject where it is a sham.
  var run: ExerciseRun {
    var plan = plan
    if card.isSham { plan.steps = [] }
    var run = ExerciseRun(
      plan: plan, mission: mission, responder: .people, ending: .people, folder: folder,
      clock: machine.clock, startedUTC: machine.wall(), isInterrupted: { false },
      progress: { [machine, card] in machine.progress("\(card.code)  \($0)") })
    // People talk before they start, pause for lunch, and come back to a range whose console died.
    run.hasOps = true
    run.mayStart = { [record] in record.exercise.mayInject }
    run.loadLimit = .seconds(24 * 3600)
    run.linger = max(.seconds(1_800), plan.limits.leaseNs + .seconds(20))
    return run
  }

  /// Builds the range and fills the go / no-go list; where it is up already, looks again.
  func buildRange() {
    guard work == nil else { return }
    for item in PreflightChecks.open { note(item) }
    if record.exercise.design.machines != nil {
      for item in MachineChecks.open { note(item) }
    }
    work = Task {
      await prepareRange()
      work = nil
    }
  }

  private func prepareRange() async {
    if let range, await range.feed.isGone {
      await range.down()
      self.range = nil
    }
    do {
      if range == nil {
        removeLeftRange()
        LiveFiles.clear(folder)
        range = try await run.prepare()
      }
    } catch {
      machine.progress("\(card.code)  the range did not come up: \(error)")
      note(item("range", isGo: false, "it did not come up; the console's log says why"))
      return
    }
    guard let range else { return }
    let checks = PreflightChecks(
      plan: plan, range: range, history: folder.history, clock: machine.clock)
    for (id, _) in PreflightChecks.titles {
      guard record.exercise.phase == .preflight else { return }
      if let seen = await checks.look(at: id) { note(item(id, isGo: seen.isGo, seen.detail)) }
    }
    for item in await lookAtMachines() where record.exercise.phase == .preflight { note(item) }
  }

  private func item(_ id: String, isGo: Bool, _ detail: String) -> PreflightItem {
    let title = PreflightChecks.titles.first { $0.id == id }?.title ?? id
    return PreflightItem(id: id, title: title, isGo: isGo, detail: detail, byPerson: false)
  }

  private func note(_ item: PreflightItem) {
    record.append(
      .white, .preflightNoted, at: now, step: nil, host: nil,
      [
        "item": .string(item.id), "title": .string(item.title), "detail": .string(item.detail),
        "go": item.isGo.map { .bool($0) } ?? .null, "by_person": .bool(item.byPerson),
      ])
  }

  /// The range that a process before this one left behind; nil where there is none that lives.
  static func leftRange(of folder: RunFolder) -> Sandbox.Record? {
    RangeRegistry.all().first {
      $0.places.evidence == folder.path && Sandbox(record: $0).isAlive
    }
  }

  /// Ends a range that nobody can use any more.
  func removeLeftRange() {
    guard let left = Self.leftRange(of: folder) else { return }
    Sandbox(record: left).remove(atOnce: true)
  }
}
