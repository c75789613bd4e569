import Glibc
import LinuxHost
import Synchronization
import Vocabulary

/// One host as its agent holds it: namespaces, packet filter, disk and database process.
final class AgentHost: Sendable {
  let name: HostName
  let address: String
  let namespace: HostNamespace
  let filter: NFTables
  let shaping: LinkShaping
  let disk: DiskControl?
  let places: RangePlaces
  /// How its database is found, where this program did not start it.
  let found: FoundService?
  private let state = Mutex(State())
  /// What the processes of the database take for the time.
  let clock = HostClock()
  /// One action at a time on a host, so that a heal cannot overtake an injection.
  let actions = Mutex(())

  private struct State: Sendable {
    var service: ServiceCommand?
    var database: ChildProcess?
    var isExpectedToEnd = false
    var isStoppedLast = false
    var isRestarted = false
    var startedAt = Nanoseconds.zero
    var keepsMemoryGroup = false
    var settings: [HostSetting.Part: [String: HostSetting]] = [:]
  }

  init(
    name: HostName, address: String, namespace: HostNamespace, filter: NFTables,
    disk: DiskControl?, places: RangePlaces, found: FoundService? = nil
  ) {
    self.name = name
    self.address = address
    self.namespace = namespace
    self.filter = filter
    shaping = LinkShaping(host: namespace)
    self.disk = disk
    self.places = places
    self.found = found
  }

  var service: ServiceCommand? {
    get { state.withLock { $0.service } }
    set { state.withLock { $0.service = newValue } }
  }

  /// The running database; nil where none runs.
  var database: ChildProcess? {
    state.withLock { $0.database.flatMap { $0.exitStatus == nil ? $0 : nil } }
  }

  /// Whether the next end of the database was asked for.
  var isExpectedToEnd: Bool {
    get { state.withLock { $0.isExpectedToEnd } }
    set { state.withLock { $0.isExpectedToEnd = newValue } }
  }

  /// Whether the database was charged to a memory group of its own from its start.
  var keepsMemoryGroup: Bool {
    get { state.withLock { $0.keepsMemoryGroup } }
    set { state.withLock { $0.keepsMemoryGroup = newValue } }
  }

  /// When the database was last started.
  var startedAt: Nanoseconds { state.withLock { $0.startedAt } }

  /// Starts the database; nothing to do where it runs.
  func startDatabase(extraArguments: [String]) throws(LinuxError) -> ChildProcess? {
    if let found {
      try start(found, extraArguments: extraArguments)
      noteStart()
      return nil
    }
    // One that just ended has no process, and may not have been waited for yet.
    if let database, !databaseProcesses.isEmpty || database.waitBlocking(for: .seconds(5)) == nil {
      return nil
    }
    guard let service else {
      throw LinuxError(
        "start the database", on: name.rawValue, detail: "no service is defined for this host")
    }
    var environment = service.environment
    environment["PATH"] = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
    let child = try ChildProcess.start(
      Launch(
        service.executable, service.arguments + extraArguments, environment: environment,
        output: .appending(places.databaseLog(name)), error: .appending(places.databaseLog(name)),
        host: namespace))
    countMemory(of: child.pid)
    state.withLock { $0.database = child }
    noteStart()
    return child
  }

  private func noteStart() {
    state.withLock {
      $0.startedAt = MonotonicClock.now()
      $0.isExpectedToEnd = false
      $0.isRestarted = $0.isStoppedLast
      $0.isStoppedLast = false
    }
  }

  /// Stops the database as a service manager does: what its end leaves behind is killed.
  func stopDatabase() throws(LinuxError) {
    if let found {
      try stop(found)
    } else if let database {
      isExpectedToEnd = true
      for process in databaseProcesses where process.isStopped { try process.signal(SIGCONT) }
      try database.terminateBlocking(grace: .seconds(5))
    }
    try signalDatabase(SIGKILL, within: .seconds(5)) { _ in false }
    noteStop()
  }

  /// Whether the database was told to stop and was started after that.
  var isRestarted: Bool { state.withLock { $0.isRestarted } }

  /// Kills every process of the database; nothing to do where none runs.
  func killDatabase() throws(LinuxError) {
    let database = database
    isExpectedToEnd = true
    beginPowerCut()
    try signalDatabase(SIGKILL, within: .seconds(5)) { _ in false }
    // Until its end is noted a start would find it running and do nothing.
    _ = database?.waitBlocking(for: .seconds(5))
    noteStop()
    if losesAtPowerCut { try cutPower() }
  }

  private func noteStop() {
    state.withLock {
      $0.isStoppedLast = true
      $0.isRestarted = false
    }
  }

  /// What the faults that are held, perhaps but one, want of a part together.
  func effective(_ part: HostSetting.Part, without fault: String? = nil) -> HostSetting {
    state.withLock { state in
      (state.settings[part] ?? [:]).filter { $0.key != fault }.values
        .reduce(.atRest(part)) { $0.merged(with: $1) }
    }
  }

  /// What each held fault wants of a part.
  func wishes(_ part: HostSetting.Part) -> [String: HostSetting] {
    state.withLock { $0.settings[part] ?? [:] }
  }

  /// Notes what a fault wants of a part, or with nil that it wants nothing any more.
  func note(_ setting: HostSetting?, of part: HostSetting.Part, for fault: String) {
    state.withLock { $0.settings[part, default: [:]][fault] = setting }
  }
}
