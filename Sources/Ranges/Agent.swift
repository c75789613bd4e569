import Foundation
import Glibc
import LinuxHost
import Synchronization
import Vocabulary

/// The agent: runs where the hosts are; owns the journal, the leases, the hosts, their processes.
///
/// Shape:  knows actions and probes as data; no faults, no databases.
/// Effect: each fault's undo is in the journal, on disk, before its first action.
/// Cure:   a fault whose lease runs out is healed without being asked.
package final class Agent: Sendable {
  let places: RangePlaces
  let journal: Journal
  let say: @Sendable (AgentMessage.Say) -> Void
  let state = Mutex(State())

  struct State: Sendable {
    var hosts: [HostName: AgentHost] = [:]
    var order: [HostName] = []
    var mesh: ProbeMesh?
    var held: [String: HeldFault] = [:]
    var healing: Set<String> = []
    var helpers: [String: ChildProcess] = [:]
    var disks: [ChildProcess] = []
    var pendingDiskCalls: [String: [PendingDiskCall]] = [:]
    var lastRenewal = MonotonicClock.now()
    var remote: RemoteHost?
    var isIdentified = false
    var ear: ProbeEar?
    var receivers: [Int: LinkReceiver] = [:]
  }

  struct HeldFault: Sendable {
    var undo: [HostAction]
    var leaseNs: Nanoseconds
    var cut: [Link]
    /// When a heal that failed is tried again; nil while none has failed.
    var nextTryNs: Nanoseconds?
  }

  /// An agent without hosts; `say` hands an event to every controller that listens.
  package init(
    places: RangePlaces, say: @escaping @Sendable (AgentMessage.Say) -> Void
  ) throws(RangeError) {
    self.places = places
    self.say = say
    journal = try Journal(path: places.journal)
  }

  /// Does what is asked and says what came of it; never throws, for the answer is the error.
  package func answer(_ ask: AgentRequest.Ask) -> AgentMessage.Say {
    do {
      return try handle(ask)
    } catch {
      return .failed(message: "\(error)")
    }
  }

  private func handle(_ ask: AgentRequest.Ask) throws -> AgentMessage.Say {
    switch ask {
    case .createHosts(let hosts):
      try createHosts(hosts)
    case .defineService(let host, let service):
      try self.host(host).service = service
    case .perform(let actions):
      try refuseForeign(actions)
      try perform(actions)
    case .inject(let fault, let actions, let undo, let lease):
      let hosts = try inject(fault, actions: actions, undo: undo, lease: lease)
      return .done(atNs: MonotonicClock.now(), hosts: hosts)
    case .prove(let probes, let limit):
      return .proved(result: try prove(probes, within: limit))
    case .heal(let fault):
      let hosts = try healAndTime(fault, by: "controller")
      return .done(atNs: MonotonicClock.now(), hosts: hosts)
    case .renew:
      state.withLock { $0.lastRenewal = MonotonicClock.now() }
    case .run(let host, let arguments, let limit):
      return try run(on: host, arguments: arguments, limit: limit)
    case .spawn(let name, let host, let arguments):
      try spawn(name, on: host, arguments: arguments)
    case .serve(let name, let host, let arguments, let log):
      try serve(name, on: host, arguments: arguments, log: log)
    case .tell(let name, let line):
      try tell(name, line: line)
    case .status:
      return .status(status())
    case .snapshot:
      return .snapshots(try snapshots())
    case .down:
      shutDown()
    case .adoptHost, .examine, .identify, .openEar, .connectEars, .speak, .heard, .retire:
      return try handleRemote(ask)
    case .openMeter, .sendBurst, .readMeter:
      return try handleMeter(ask)
    }
    return .done(atNs: MonotonicClock.now())
  }

  /// The host of that name.
  func host(_ name: HostName) throws(RangeError) -> AgentHost {
    let found = state.withLock { $0.hosts[name] }
    guard let found else {
      throw RangeError("there is no host \(name) on this range", hint: "see cygnet range status")
    }
    return found
  }

  private func createHosts(_ wanted: [RangeHost]) throws {
    guard state.withLock({ $0.hosts.isEmpty }) else {
      throw RangeError("this range has its hosts already", hint: "take it down first")
    }
    // Disks come first: a host's mount namespace is a copy, and sees only mounts that were there.
    let disks = try startDisks(wanted.filter(\.hasDisk).map(\.name))
    let namespaces = try wanted.map { try HostNamespace.create(name: $0.name.rawValue) }
    let links = try HostLinks.setUp(bridgeHost: nil, hosts: namespaces)
    var hosts: [HostName: AgentHost] = [:]
    for (index, host) in wanted.enumerated() {
      hosts[host.name] = AgentHost(
        name: host.name, address: links.addresses[index].address, namespace: namespaces[index],
        filter: try NFTables(host: namespaces[index]), disk: disks[host.name], places: places)
    }
    let mesh = try ProbeMesh(links: links)
    let made = hosts
    state.withLock {
      $0.hosts = made
      $0.order = wanted.map(\.name)
      $0.mesh = mesh
    }
  }

  private func startDisks(_ names: [HostName]) throws -> [HostName: DiskControl] {
    let files = FileManager.default
    var controls: [HostName: DiskControl] = [:]
    for name in names {
      for folder in [places.backing(name), places.disk(name), places.evidence + "/hosts/\(name)"] {
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      guard FileManager.default.isReadableFile(atPath: "/dev/fuse") else { continue }
      let child = try ChildProcess.start(
        Launch(
          "/proc/self/exe",
          ["disk", places.backing(name), places.disk(name), places.diskControl(name)],
          output: .appending(places.agentLog), error: .appending(places.agentLog)))
      state.withLock { $0.disks.append(child) }
      watch(child, as: "disk of \(name)")
      controls[name] = DiskControl(path: places.diskControl(name))
    }
    for (name, control) in controls {
      do {
        try control.waitUntilMounted()
      } catch {
        throw RangeError(
          "the disk of \(name) did not come up: \(error)",
          hint: "see \(places.agentLog); try cygnet range doctor")
      }
    }
    return controls
  }

  /// Says so when a disk ends that was not told to: whatever is on it is gone for the database.
  private func watch(_ disk: ChildProcess, as name: String) {
    Task { [self] in
      let status = await disk.wait()
      guard state.withLock({ $0.disks.contains { $0 === disk } }) else { return }
      say(.ended(name: name, status: status.number))
    }
  }

  private func status() -> RangeStatus {
    state.withLock { state in
      RangeStatus(
        hosts: state.order.compactMap { state.hosts[$0] }.map {
          RangeStatus.Host(
            name: $0.name, address: $0.address, initPid: $0.namespace.pid,
            databasePid: $0.found.map { ProcessFinder.processes(of: $0.finder).first }
              ?? $0.database?.pid)
        },
        heldFaults: state.held.keys.sorted(),
        helpers: state.helpers.filter { $0.value.exitStatus == nil }.keys.sorted())
    }
  }

  /// Ends everything in the order in which it must end; the sandbox's end removes the rest.
  package func shutDown() {
    for fault in state.withLock({ $0.held.keys.sorted() }) {
      try? heal(fault, by: "controller")
    }
    let (hosts, helpers, disks) = state.withLock { state in
      let all = (Array(state.hosts.values), Array(state.helpers.values), state.disks)
      state.hosts = [:]
      state.helpers = [:]
      state.disks = []
      state.mesh = nil
      return all
    }
    for helper in helpers { try? helper.signal(SIGKILL, group: true) }
    for host in hosts {
      host.isExpectedToEnd = true
      host.namespace.destroy()
      try? host.removeGroups()
    }
    for disk in disks { try? disk.signal(SIGTERM) }
    for disk in disks { _ = disk.waitBlocking(for: .seconds(1)) }
  }
}
