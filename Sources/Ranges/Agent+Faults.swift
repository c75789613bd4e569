import Glibc
import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// Journals the undo, then acts; on a failure undoes what was done.
  ///
  /// Gives the moment at which each host was done.
  func inject(
    _ fault: String, actions: [HostAction], undo: [HostAction], lease: Nanoseconds
  ) throws -> [String: Nanoseconds] {
    try refuseForeign(actions + undo)
    let isNew = state.withLock { state in
      guard state.held[fault] == nil else { return false }
      state.held[fault] = HeldFault(undo: undo, leaseNs: lease, cut: [])
      state.lastRenewal = MonotonicClock.now()
      return true
    }
    guard isNew else {
      throw RangeError(
        "the fault \(fault) is held already", hint: "heal it first, or give the step another name")
    }
    do {
      try journal.append(
        fault: fault, state: .armed, undo: undo, leaseNs: lease, actions: journalled(actions),
        approvedBy: approvals, at: MonotonicClock.now())
    } catch {
      state.withLock { $0.held[fault] = nil }
      throw error
    }
    let done: [String: Nanoseconds]
    do {
      done = try perform(actions)
      try journal.append(fault: fault, state: .applied, at: MonotonicClock.now())
    } catch {
      try? heal(fault, by: "controller")
      throw error
    }
    if undo.isEmpty {
      // Nothing can undo it, so there is nothing to hold; the journal says that it was applied.
      state.withLock { $0.held[fault] = nil }
    }
    return done
  }

  /// Undoes a fault by its journalled undo; a fault that is not held is an error, never a success.
  func heal(_ fault: String, by who: String) throws { _ = try healAndTime(fault, by: who) }

  /// The same; gives the moment at which each host was done.
  func healAndTime(_ fault: String, by who: String) throws -> [String: Nanoseconds] {
    let held: HeldFault? = state.withLock { state in
      guard !state.healing.contains(fault) else { return nil }
      if state.held[fault] != nil { state.healing.insert(fault) }
      return state.held[fault]
    }
    guard let held else {
      throw RangeError(
        "the fault \(fault) is not held by this agent: its state is unknown, not healed",
        hint: "see the journal of the run")
    }
    defer { state.withLock { _ = $0.healing.remove(fault) } }
    let (done, failure) = attempt(held.undo)
    if let failure {
      if held.nextTryNs == nil {
        try journal.append(fault: fault, state: .healFailed, by: who, at: MonotonicClock.now())
      }
      state.withLock { $0.held[fault]?.nextTryNs = MonotonicClock.now() + .seconds(1) }
      throw failure
    }
    try journal.append(fault: fault, state: .healed, by: who, at: MonotonicClock.now())
    state.withLock { $0.held[fault] = nil }
    return done
  }

  /// Carries out one action; the caller holds the host's turn.
  func perform(_ action: HostAction, on host: AgentHost) throws {
    switch action {
    case .loadTable(_, let table, let rules): try host.filter.load(table: table, chains: rules)
    case .deleteTable(_, let table): try host.filter.delete(table: table)
    case .set(_, let fault, let setting):
      try change(setting.part, of: host, for: fault, to: setting)
    case .clear(_, let fault, let part): try change(part, of: host, for: fault, to: nil)
    case .killDatabase: try host.killDatabase()
    case .command(let command): try type(command, on: host)
    case .stopDatabase: try host.stopDatabase()
    case .startDatabase(_, let extra): try startDatabase(on: host, extraArguments: extra)
    }
  }

  /// Heals what has not been renewed in time; called several times a second.
  package func expireLeases() {
    let now = MonotonicClock.now()
    let expired = state.withLock { state in
      state.held.filter {
        now > ($0.value.nextTryNs ?? state.lastRenewal + $0.value.leaseNs)
      }.keys.sorted()
    }
    for fault in expired {
      var healed = true
      do { try heal(fault, by: "lease") } catch { healed = false }
      say(.leaseExpired(fault: fault, healed: healed, atNs: MonotonicClock.now()))
    }
  }
}

extension ChildProcess.ExitStatus {
  /// One number as shells give it: the code, or 128 and the signal.
  var number: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}
