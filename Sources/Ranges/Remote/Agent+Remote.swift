import Foundation
import LinuxHost
import Synchronization
import Vocabulary

extension Agent {
  /// What only an agent on a machine of an inventory is asked.
  func handleRemote(_ ask: AgentRequest.Ask) throws -> AgentMessage.Say {
    switch ask {
    case .adoptHost(let told): try adopt(told)
    case .examine(let told): return .examined(try examine(told))
    case .identify: return .identity(found: try identify())
    case .openEar(let index, let nonce):
      let host = try ownHost()
      let ear = try ProbeEar(
        host: host.namespace, address: host.address, index: index, nonce: nonce)
      state.withLock { $0.ear = ear }
      return .ear(ear.place)
    case .connectEars(let peers, let limit):
      let own = state.withLock { Set($0.remote?.addresses.values.map { $0 } ?? []) }
      if let foreign = peers.first(where: { !own.contains($0.address) }) {
        throw RangeError(
          "the address \(foreign.address) is not in the inventory",
          hint: "nothing is sent to machines that it does not name")
      }
      return .connected(peers: try ear().connect(to: peers, limit: limit))
    case .speak(let round, let peers): try ear().speak(round: round, to: peers)
    case .heard(let round): return .heard(try ear().heard(round: round))
    case .retire: try healAll(by: "controller")
    default: preconditionFailure("other requests are answered elsewhere")
    }
    return .done(atNs: MonotonicClock.now())
  }

  private func ear() throws(RangeError) -> ProbeEar {
    guard let ear = state.withLock({ $0.ear }) else {
      throw RangeError("this agent has no probe sockets", hint: "ask it to open them first")
    }
    return ear
  }

  func ownHost() throws(RangeError) -> AgentHost {
    let own = state.withLock { state in state.remote.flatMap { state.hosts[$0.name] } }
    guard let own else {
      throw RangeError(
        "this agent was not told what its machine is", hint: "begin with adoptHost")
    }
    return own
  }

  /// Takes the machine as its only host; nothing may be held, for undo names what was before.
  private func adopt(_ told: RemoteHost) throws {
    let known = state.withLock { ($0.remote, $0.held.keys.sorted()) }
    if known.0 == told { return }
    guard known.1.isEmpty else {
      throw RangeError(
        "\(told.name) still holds \(known.1.joined(separator: ", "))",
        hint: "heal it first: cygnet heal --inventory")
    }
    try RemotePlaces(state: places.scratch).write(told)
    try install(told)
  }

  private func install(_ told: RemoteHost) throws {
    let namespace = HostNamespace.machine(name: told.name.rawValue)
    let host = AgentHost(
      name: told.name, address: told.address, namespace: namespace,
      filter: try NFTables(host: namespace), disk: nil, places: places, found: told.service)
    host.service = told.readiness.map {
      ServiceCommand(executable: "", arguments: [], environment: [:], readiness: $0)
    }
    state.withLock {
      $0.hosts = [told.name: host]
      $0.order = [told.name]
      $0.remote = told
      $0.isIdentified = false
      $0.ear = nil
      $0.receivers = [:]
    }
  }

  /// Asks the database which cluster it belongs to, and remembers whether it is the right one.
  private func identify() throws -> String? {
    guard let told = state.withLock({ $0.remote }), let question = told.identity else { return nil }
    let found = try IdentityProbe.read(question, addresses: [told.address, "127.0.0.1"])
    state.withLock { $0.isIdentified = found == question.expected }
    return found
  }

  private func examine(_ told: RemoteHost) throws -> HostExamination {
    var examination = HostExamination(
      findings: Capabilities.probe(), databaseProcesses: nil, identity: nil, identityTrouble: nil,
      heldFaults: state.withLock { $0.held.keys.sorted() })
    if let service = told.service {
      examination.databaseProcesses = ProcessFinder.processes(of: service.finder).count
    }
    if let question = told.identity {
      do throws(RangeError) {
        examination.identity = try IdentityProbe.read(
          question, addresses: [told.address, "127.0.0.1"])
      } catch {
        examination.identityTrouble = error.message
      }
    }
    return examination
  }

  /// Refuses what an inventory does not allow; a range has no inventory and allows all.
  func refuseForeign(_ actions: [HostAction]) throws(RangeError) {
    let (remote, isIdentified) = state.withLock { ($0.remote, $0.isIdentified) }
    guard let remote else { return }
    if remote.identity != nil, !isIdentified {
      throw RangeError(
        "nobody has checked which cluster the database on \(remote.name) belongs to",
        hint: "nothing is injected before its identity equals the inventory's")
    }
    if remote.isProduction, Approval.people(remote.approvedBy).count < 2 {
      throw RangeError(
        "\(remote.name) is production and fewer than two people agreed",
        hint: "name two: --approved-by A --approved-by B")
    }
    let own = Set(remote.addresses.values)
    for action in actions {
      if case .set(_, _, let setting) = action, setting.part == .disk {
        throw RangeError(
          "the \(setting.part.rawValue) of \(remote.name) cannot be disturbed over SSH",
          hint: "cygnet range doctor --inventory shows which kinds can run there")
      }
      guard let address = AddressScan.addresses(of: action).first(where: { !own.contains($0) })
      else { continue }
      throw RangeError(
        "the address \(address) is not in the inventory",
        hint: "faults act between the machines that it names, and on no others")
    }
  }

  /// What the journal keeps beside the undo, where an agent may have to start from it anew.
  func journalled(_ actions: [HostAction]) -> [HostAction]? {
    state.withLock { $0.remote } == nil ? nil : actions
  }

  /// Who agreed to what is injected; nil outside production.
  var approvals: [String]? {
    state.withLock { $0.remote.flatMap { $0.isProduction ? $0.approvedBy : nil } }
  }

  /// Heals all that is held; throws the first failure after trying everything.
  func healAll(by who: String) throws {
    var failure: (any Error)?
    for fault in state.withLock({ $0.held.keys.sorted() }) {
      do { try heal(fault, by: who) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }

  /// Takes over what an agent that died has left: remembers it from the journal, and heals it.
  func recover() {
    let lines = Journal.read(path: places.journal)
    let owed = Journal.held(in: lines)
    if let told = RemotePlaces(state: places.scratch).readHost() { try? install(told) }
    let host = try? ownHost()
    for (_, actions) in Journal.actions(in: lines).sorted(by: { $0.key < $1.key }) {
      for case .set(_, let fault, let setting) in actions {
        host?.note(setting, of: setting.part, for: fault)
      }
    }
    state.withLock { state in
      for (fault, undo) in owed {
        state.held[fault] = HeldFault(undo: undo, leaseNs: .zero, cut: [])
      }
    }
    let healed = DispatchSemaphore(value: 0)
    Thread.detachNewThread { [self] in
      for (fault, _) in owed { _ = try? heal(fault, by: "reaper") }
      healed.signal()
    }
    // Who connects finds a healed machine, unless a database is slow to start.
    _ = healed.wait(timeout: .now() + .seconds(5))
  }

  /// Whether anything is armed and not healed.
  var isHolding: Bool { state.withLock { !$0.held.isEmpty } }
}
