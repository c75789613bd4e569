import LinuxHost
import Synchronization
import Vocabulary

extension Fleet {
  /// Asks the agents that the request concerns, and makes one answer of theirs.
  @discardableResult
  package func ask(_ ask: AgentRequest.Ask) async throws(RangeError) -> AgentMessage.Say {
    var hosts: [String: Nanoseconds] = [:]
    switch ask {
    case .perform(let actions):
      let parts = try split(actions)
      _ = try await Self.each(lines(of: parts.keys)) { name, line throws(RangeError) in
        try await line.ask(.perform(actions: parts[name] ?? []))
      }
    case .inject(let fault, let actions, let undo, let lease):
      hosts = try await inject(fault, actions, undo, lease)
    case .heal(let fault): hosts = try await heal(fault)
    case .renew:
      _ = try await Self.each(lines) { _, line throws(RangeError) in try await line.ask(.renew) }
    case .prove(let probes, let limit):
      return .proved(result: try await prove(probes, within: limit))
    case .run(let host?, _, _): return try await line(host).ask(ask)
    case .status: return .status(try await status())
    case .snapshot:
      let all = try await Self.each(lines) { _, line throws(RangeError) -> [HostSnapshot] in
        guard case .snapshots(let snapshots) = try await line.ask(.snapshot) else { return [] }
        return snapshots
      }
      return .snapshots(all.sorted { $0.key < $1.key }.flatMap(\.value))
    default:
      throw RangeError(
        "machines of an inventory are not made, started or ended by cygnet",
        hint: "only a range can be asked that")
    }
    return .done(atNs: MonotonicClock.now(), hosts: hosts)
  }

  /// When each host answered, on the controller's own clock.
  private static func moments(_ answered: [HostName: Nanoseconds]) -> [String: Nanoseconds] {
    Dictionary(answered.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: { $1 })
  }

  func line(_ host: HostName) throws(RangeError) -> RemoteConnection {
    guard let line = lines[host] else {
      let names = lines.keys.sorted().map(\.rawValue).joined(separator: ", ")
      throw RangeError("there is no host \(host) in the inventory", hint: "there are: \(names)")
    }
    return line
  }

  private func lines(of hosts: some Sequence<HostName>) -> [HostName: RemoteConnection] {
    let wanted = Set(hosts)
    return lines.filter { wanted.contains($0.key) }
  }

  private func split(_ actions: [HostAction]) throws(RangeError) -> [HostName: [HostAction]] {
    let parts = Dictionary(grouping: actions, by: \.host)
    for host in parts.keys.sorted() { _ = try line(host) }
    return parts
  }

  /// Arms and injects on all hosts at once; where one fails, all are healed.
  private func inject(
    _ fault: String, _ actions: [HostAction], _ undo: [HostAction], _ lease: Nanoseconds
  ) async throws(RangeError) -> [String: Nanoseconds] {
    let wanted = actions
    let actions = try split(actions)
    let undoing = try split(undo)
    let isNew = state.withLock { state in
      guard state.undo[fault] == nil else { return false }
      state.undo[fault] = undo
      state.links[fault] = Self.links(of: wanted)
      return true
    }
    guard isNew else {
      throw RangeError(
        "the fault \(fault) is held already", hint: "heal it first, or give the step another name")
    }
    let concerned = lines(of: Set(actions.keys).union(undoing.keys))
    do throws(RangeError) {
      let done = try await Self.each(concerned) { name, line throws(RangeError) -> Nanoseconds in
        try await line.ask(
          .inject(
            fault: fault, actions: actions[name] ?? [], undo: undoing[name] ?? [], leaseNs: lease))
        return MonotonicClock.now()
      }
      if undo.isEmpty { forget(fault) }
      return Self.moments(done)
    } catch {
      // Those that refused hold nothing, and say so; those that cannot be reached heal by lease.
      for line in concerned.values { _ = try? await line.ask(.heal(fault: fault)) }
      forget(fault)
      throw error
    }
  }

  private func forget(_ fault: String) {
    state.withLock {
      $0.undo[fault] = nil
      $0.links[fault] = nil
    }
  }

  private func heal(_ fault: String) async throws(RangeError) -> [String: Nanoseconds] {
    let undo = state.withLock { $0.undo[fault] }
    // One that this controller does not know is looked for everywhere.
    var concerned = undo.map { lines(of: $0.map(\.host)) } ?? [:]
    if undo == nil {
      for (name, line) in lines {
        guard case .status(let status) = try await line.ask(.status) else { continue }
        if status.heldFaults.contains(fault) { concerned[name] = line }
      }
    }
    guard !concerned.isEmpty else {
      throw RangeError(
        "the fault \(fault) is not held by any machine: its state is unknown, not healed",
        hint: "see the journals in the machines' state folders")
    }
    let done = try await Self.each(concerned) { _, line throws(RangeError) -> Nanoseconds in
      try await line.ask(.heal(fault: fault))
      return MonotonicClock.now()
    }
    forget(fault)
    return Self.moments(done)
  }

  private func status() async throws(RangeError) -> RangeStatus {
    let all = try await Self.each(lines) { _, line throws(RangeError) -> RangeStatus? in
      guard case .status(let status) = try await line.ask(.status) else { return nil }
      return status
    }
    let parts = all.sorted { $0.key < $1.key }.compactMap(\.value)
    return RangeStatus(
      hosts: parts.flatMap(\.hosts), heldFaults: Set(parts.flatMap(\.heldFaults)).sorted(),
      helpers: [])
  }

  /// Looks again and again until every probe has seen what it expects, or the limit is over.
  private func prove(
    _ probes: [HostProbe], within limit: Nanoseconds
  ) async throws(RangeError) -> ProbeResult {
    let deadline = MonotonicClock.now() + limit
    // Links are measured all at once, for each measurement takes its time.
    let links = try await proveLinks(probes, before: deadline)
    guard links.seen else { return links }
    var texts = links.text.isEmpty ? [] : [links.text]
    var seenAt = links.text.isEmpty ? .zero : links.atNs
    for probe in probes where !probe.measuresLink {
      var result: ProbeResult
      if case .links(let blocked, let open, let payloadOnly) = probe {
        repeat {
          result = try await look(blocked: blocked, open: open, payloadOnly: payloadOnly)
        } while !result.seen && MonotonicClock.now() < deadline
      } else {
        let host = try probe.ownHost()
        let left = max(deadline - MonotonicClock.now(), .milliseconds(1))
        let ask = AgentRequest.Ask.prove(probes: [probe], limitNs: left)
        guard case .proved(let seen) = try await line(host).ask(ask) else {
          throw RangeError("\(host) gave no result of a probe", hint: "see its agent.log")
        }
        result = seen
      }
      guard result.seen else { return result }
      texts.append(result.text)
      seenAt = MonotonicClock.now()
    }
    return ProbeResult(seen: true, atNs: seenAt, text: texts.joined(separator: "; "))
  }
}

extension HostProbe {
  /// The one host that can look by itself.
  fileprivate func ownHost() throws(RangeError) -> HostName {
    switch self {
    case .tableHit(let host, _), .tableGone(let host, _), .fsync(let host, _, _),
      .database(let host, _), .databaseArgument(let host, _), .databaseRestarted(let host),
      .disk(let host, _), .clock(let host, _), .process(let host, _), .command(let host, _, _):
      host
    case .links, .link:
      throw RangeError(
        "this probe needs two machines", hint: "all of them look together")
    }
  }
}
