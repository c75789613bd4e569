import Faults
import Ranges
import Vocabulary

extension ExerciseConductor {
  /// Carries out what the schedule decided.
  func carryOut(_ actions: [StepSchedule.Action]) {
    for action in actions {
      switch action {
      case .start(let step): if stop == nil { start(step) }
      case .heal(let step): running.append(Task { await heal(step) })
      case .skip(let step, let reason):
        timeline.append(
          .red, .stepSkipped, at: now, step: step.name, host: nil, ["reason": .string(reason)])
        progress("skip   \(step.name): \(reason)")
      }
    }
  }

  private func start(_ step: PlannedStep) {
    guard step.verb != .cue else {
      timeline.append(
        .white, .cueSent, at: now, step: step.name, host: nil, ["text": .string(step.kind)])
      facts.cuedAt = now
      progress("cue    \(step.kind)")
      return
    }
    guard let fault = compile(step, clusterFacts) else {
      unproved(step, FaultCatalogue.refusal(of: step, on: clusterFacts))
      return
    }
    compiled[step.name] = fault
    timeline.append(
      .red, .stepCommanded, at: now, step: step.name, host: nil,
      [
        "kind": .string(step.kind),
        "targets": .array(step.hosts.map { .string($0.rawValue) }),
        "prompt": step.verb == .operate
          ? step.hosts.first.map { .string(prompt(on: $0)) } ?? .null : .null,
      ])
    let hosts = step.hosts.map(\.rawValue).joined(separator: ", ")
    if step.kind == "operator.wrong-cluster" { noteWrongTarget(step, isStopped: false) }
    progress("red    \(step.name): \(step.kind)\(hosts.isEmpty ? "" : " on \(hosts)")")
    running.append(Task { await inject(step, fault) })
  }

  private func inject(_ step: PlannedStep, _ fault: CompiledFault) async {
    guard !isAborted else { return unproved(step, "the abort came before it was injected") }
    let commanded = clock()
    do {
      let answer = try await cluster.connection.ask(
        .inject(
          fault: step.name.rawValue, actions: fault.actions, undo: fault.undo,
          leaseNs: plan.limits.leaseNs))
      if !fault.undo.isEmpty { held.append(step.name) }
      if isAborted { return await takeBack(step, fault, answer) }
      guard case .done(let applied, _) = answer else { return }
      timeline.append(
        .red, .stepAcknowledged, at: applied - origin, step: step.name, host: nil,
        ["apply_ns": .integer((applied - commanded).rawValue)])
      let proof = try await prove(fault.effect, within: fault.proofLimitNs)
      guard proof.seen else {
        let words = isAborted ? "the abort came before a probe saw it" : "the probe did not see it"
        unproved(step, "\(words): \(proof.text)")
        return
      }
      let at = proof.atNs - origin
      timeline.append(
        .red, .stepEffective, at: at, step: step.name, host: nil, ["proof": .string(proof.text)])
      progress("proved \(step.name): \(proof.text)")
      facts.effective[step.name] = at
      lastChange = now
      await lookAtRestore(step, commanded: commanded - origin, started: applied - origin)
      tellSchedule(.effective(step.name))
    } catch {
      unproved(step, error.message)
    }
  }

  /// Undoes a fault that was on its way when everything was stopped.
  private func takeBack(
    _ step: PlannedStep, _ fault: CompiledFault, _ answer: AgentMessage.Say
  ) async {
    if case .done(let applied, _) = answer {
      timeline.append(
        .red, .stepAcknowledged, at: applied - origin, step: step.name, host: nil,
        ["apply_ns": .integer(0)])
    }
    await heal(step)
    unproved(step, "the abort came while it was being injected")
  }

  func prove(
    _ probes: [HostProbe], within limit: Nanoseconds
  ) async throws(RangeError) -> ProbeResult {
    guard
      case .proved(let result) = try await cluster.connection.ask(
        .prove(probes: probes, limitNs: limit))
    else { throw RangeError("the agent gave no proof", hint: "see hosts/agent.log of the run") }
    return result
  }

  /// A fault that cannot be proved is healed, and the exercise ends invalid.
  private func unproved(_ step: PlannedStep, _ reason: String) {
    timeline.append(
      .red, .stepUnproved, at: now, step: step.name, host: nil, ["reason": .string(reason)])
    progress("INVALID \(step.name) could not be proved: \(reason)")
    tellSchedule(.failed(step.name))
    end("\(step.name) could not be proved", isWhole: false)
  }

  /// Undoes a fault and looks whether it is gone.
  func heal(_ step: PlannedStep) async {
    if let fault = await undo(step) { await proveHealed(step, fault) }
  }

  /// Undoes a fault; nil where it is not held, is healed already, or could not be undone.
  private func undo(_ step: PlannedStep) async -> CompiledFault? {
    guard let fault = compiled[step.name], held.contains(step.name), !healing.contains(step.name)
    else { return nil }
    healing.insert(step.name)
    timeline.append(.red, .healCommanded, at: now, step: step.name, host: nil, [:])
    do {
      try await cluster.connection.ask(.heal(fault: step.name.rawValue))
      held.removeAll { $0 == step.name }
      return fault
    } catch {
      healing.remove(step.name)
      healingUnproved(step, error.message)
      return nil
    }
  }

  private func proveHealed(_ step: PlannedStep, _ fault: CompiledFault) async {
    defer { healing.remove(step.name) }
    do {
      let proof = try await prove(fault.healed, within: fault.proofLimitNs + .seconds(5))
      guard proof.seen else {
        healingUnproved(step, "the probe still sees it: \(proof.text)")
        return
      }
      timeline.append(
        .red, .healProved, at: proof.atNs - origin, step: step.name, host: nil,
        ["proof": .string(proof.text)])
      lastChange = now
      progress("healed \(step.name): \(proof.text)")
      tellSchedule(.healed(step.name))
    } catch {
      healingUnproved(step, error.message)
    }
  }

  func healingUnproved(_ step: PlannedStep, _ reason: String) {
    timeline.append(
      .red, .healUnproved, at: now, step: step.name, host: nil, ["reason": .string(reason)])
    progress("INVALID the healing of \(step.name) could not be proved: \(reason)")
    end("the healing of \(step.name) could not be proved", isWhole: false)
  }

  /// Undoes all faults and only then proves it, so that no proof makes another fault wait.
  ///
  /// Processes come first, for a stopped one cannot answer; then clocks, disks, links and the rest,
  /// the last fault before the first. Operators' steps are left for after the final reads.
  func healEverything() async {
    let faults = plan.steps.filter { $0.verb == .inject && held.contains($0.name) }
    let ordered = faults.reversed().enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }.map(\.element)
    var undone: [(step: PlannedStep, fault: CompiledFault)] = []
    var restarted: [HostName] = []
    for step in ordered {
      if !restarted.isEmpty, rank(step) >= Self.rank(of: .links) {
        await waitUntilServing(restarted)
        restarted = []
      }
      guard let fault = await undo(step) else { continue }
      undone.append((step, fault))
      if rank(step) == Self.rank(of: .process) { restarted += step.hosts }
    }
    for one in undone { await proveHealed(one.step, one.fault) }
  }

  /// Gives databases that were down five seconds to serve before links come back; whether they do
  /// is proved with the rest.
  ///
  /// A larger part that comes up while it is cut off finds itself. Where it comes up beside a
  /// member of Galera that was cut off before it went down, that one may lead ("partial re-merge
  /// of primary"), and those who know more abort ("reversing history"). Nobody waits for that at a
  /// limit, an abort or an interruption, or where the exercise is not whole.
  private func waitUntilServing(_ hosts: [HostName]) async {
    guard stop?.isWhole == true, !hasReachedLimit, !isAborted, !isInterrupted() else { return }
    _ = try? await prove(hosts.map { .database(host: $0, state: .serving) }, within: .seconds(5))
  }

  private static func rank(of part: HostSetting.Part) -> Int {
    HostSetting.Part.allCases.firstIndex(of: part) ?? HostSetting.Part.allCases.count
  }

  private func rank(_ step: PlannedStep) -> Int {
    let parts = compiled[step.name]?.undo.compactMap { action -> Int? in
      guard case .clear(_, _, let part) = action else { return nil }
      return Self.rank(of: part)
    }
    return parts?.min() ?? HostSetting.Part.allCases.count
  }

  /// Whether something happened that nothing can undo.
  var isDiscarded: Bool {
    compiled.contains { $0.value.isIrreversible && facts.effective[$0.key] != nil }
  }

  /// Heals what is still held and ends maintenance that nobody ended, blue's too, once the load is
  /// over.
  package func endOperations() async {
    await keepingLeases {
      await healEverything()
      let isDiscarded = isDiscarded
      let steps = plan.steps.filter { $0.verb == .operate && held.contains($0.name) }
      for step in steps.reversed() {
        if isDiscarded {
          timeline.append(
            .white, .healSuperseded, at: now, step: step.name, host: nil,
            ["reason": "an irreversible step took effect; the range is discarded"])
        } else {
          await heal(step)
        }
      }
      if !isDiscarded { await startWhatBlueStopped() }
    }
  }
}
