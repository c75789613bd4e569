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
    noteOpenList()
    inBackground { exercise in await exercise.prepareRange() }
  }

  /// Nothing was looked at yet.
  func noteOpenList() {
    for item in PreflightChecks.open { note(item) }
    if record.exercise.design.machines != nil {
      for item in MachineChecks.open { note(item) }
    }
    if let gate = askGate() { note(gate.item) }
  }

  private func prepareRange() async {
    if let range, await range.feed.isGone {
      await range.down()
      self.range = nil
    }
    do {
      if range == nil {
        guard Self.removeRange(of: folder) else {
          throw RangeError("an old range of it lives on", hint: "cygnet range status")
        }
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

  func note(_ item: PreflightItem) { Self.note(item, in: record) }
}
