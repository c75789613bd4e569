import Evidence
import Faults
import Foundation
import Glibc
import Histories
import LinuxHost
import Ranges
import Vocabulary

/// One exercise of which a process is killed at a random moment, and everything that is then wrong.
///
/// Shape: a fault of every part that this machine can disturb, all overlapping; the moment comes
/// from the seed; each range has its own registry.
struct CrashTrial {
  /// Who is hit.
  enum Victim: String, CaseIterable, Sendable {
    case controller, agent, reaper, driver
    /// The pass-through disk of the host whose disk is slow.
    case disk
    /// Not a crash: Ctrl-C at the controller.
    case person

    /// Those of the sweep. Links are shaped inside the agent, so there is no process of theirs.
    static let swept: [Victim] = [.controller, .agent, .reaper, .driver, .disk]
  }

  /// What was seen.
  struct Finding: Sendable {
    /// From the kill until the journal held nothing.
    var healed = Nanoseconds.zero
    /// How the controller ended, where it was not the victim.
    var exit: Int32?
    /// How many faults were held at the kill.
    var held = 0
    /// Each a sentence; empty where all is well.
    var complaints: [String] = []
  }

  let victim: Victim
  let number: Int
  private static let lease = Nanoseconds.seconds(2)
  /// Who is hit at which moment must not decide whether a fault was there: all are, for seconds.
  static let steps: String = {
    let usable = Set(Capabilities.probe().filter(\.isUsable).compactMap(\.capability))
    let mix: [(kind: String, text: String)] = [
      ("disk.slow", "on: one, fsync: 300ms, at: 500ms, for: 6s, as: slow"),
      ("net.delay", "from: head, to: two, delay: 60ms, at: 700ms, for: 5s, as: late"),
      ("net.cut", "from: head, to: one, one-way: true, at: 1s, for: 5s, as: cut"),
      ("clock.step", "on: head, offset: -90s, at: 1200ms, for: 4s, as: skew"),
      ("proc.cpu", "on: one, processors: 0.5, at: 1500ms, for: 4s, as: starve"),
      ("proc.pause", "on: two, at: 2s, for: 4s, as: freeze"),
    ]
    return mix.filter { one in
      FaultCatalogue.fault(one.kind).map { usable.isSuperset(of: $0.signature.needs) } ?? false
    }.map { "  - {inject: \($0.kind), \($0.text)}" }.joined(separator: "\n")
  }()

  private var name: String { "\(victim.rawValue)-\(number)" }
  private var home: String { TestRange.folder + "/" + name }
  /// Every fifth crash comes while the range is still starting.
  private var isEarly: Bool { number % 5 == 4 && victim != .person && victim != .disk }

  /// Plays it; never leaves a range behind.
  func run() async -> Finding {
    var finding = Finding()
    do {
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      let mission = home + "/trial.yaml"
      try Data(TestRange.mission(steps: Self.steps, mechanism: "proc.pause").utf8).write(
        to: URL(fileURLWithPath: mission))
      let controller = try start(mission)
      do {
        try await play(controller, &finding)
      } catch {
        finding.complaints.append("\(error)")
      }
      if controller.exitStatus == nil { try? controller.signal(SIGKILL) }
      if let record = record() { Sandbox(record: record).remove(atOnce: true) }
    } catch {
      finding.complaints.append("\(error)")
    }
    if finding.complaints.isEmpty { try? FileManager.default.removeItem(atPath: home) }
    finding.complaints = finding.complaints.map { "\(name): \($0)" }
    return finding
  }

  private func start(_ mission: String) throws -> ChildProcess {
    var environment = ProcessInfo.processInfo.environment
    environment["TMPDIR"] = home
    return try ChildProcess.start(
      Launch(
        TestRange.binary,
        [
          "rehearse", mission, "--no-twin", "--responder", "none", "--json", "--seed", "\(number)",
          "--runs", home + "/runs",
        ], environment: environment, output: .file(home + "/out"), error: .file(home + "/err")))
  }

  private func play(_ controller: ChildProcess, _ finding: inout Finding) async throws {
    var random = SeededRandom(seed: UInt64(number), purpose: victim.rawValue)
    if !isEarly {
      try await wait(for: .seconds(60), "the exercise did not start") { hasStarted }
    }
    // A disk that dies after its fault is over disturbs nobody's proof.
    let latest = isEarly ? 2_000 : victim == .disk ? 4_500 : 6_500
    let delay = Int.random(in: 0...latest, using: &random)
    try await Task.sleep(for: .milliseconds(delay))
    try await wait(for: .seconds(20), "there is no \(victim.rawValue) to be hit") {
      process(controller) != nil
    }
    guard let target = process(controller) else { return }
    let record = record()
    let family = record.map { ProcessTable.family(of: $0.pid) } ?? []
    finding.held = record.map { Sandbox(record: $0).journalledFaults.count } ?? 0
    kill(target, victim == .person ? SIGINT : SIGKILL)
    let killed = MonotonicClock.now()
    if let record {
      let sandbox = Sandbox(record: record)
      try await wait(for: .seconds(20), "faults are still held") {
        sandbox.journalledFaults.isEmpty
      }
      // The journal's own times: this process may be late to look. What the dead disk itself did is
      // over with it, but nobody can ask it: that stays owed until the range is removed.
      let isOwed = { (fault: String) in victim == .disk && fault == "slow" }
      let healed = Journal.read(path: record.places.journal).filter {
        $0.state == .healed && !isOwed($0.fault)
      }
      finding.healed = max(.zero, (healed.map(\.timeNs).max() ?? killed) - killed)
      if finding.healed > Self.lease + .seconds(2) {
        finding.complaints.append("healed only \(finding.healed) after the kill")
      }
      // The kernel takes a moment to end the agent with its sandbox; what that healed it healed.
      let last = killed + .milliseconds(100)
      let late = healed.filter { $0.timeNs > last && $0.by != "removal" }
      if victim == .reaper, let line = late.first {
        finding.complaints.append("\(line.fault) is said to be healed by \(line.by ?? "nobody")")
      }
    }
    if victim == .controller {
      _ = await controller.wait()
      if let record { try await endOrphan(record, &finding) }
    } else {
      try await wait(for: .seconds(60), "the controller did not end") {
        controller.exitStatus != nil
      }
      finding.exit = controller.exitStatus?.code
      if isEarly ? finding.exit == 0 : finding.exit != 3 {
        finding.complaints.append("the controller ended with \(String(describing: finding.exit))")
      }
    }
    try await expectNothing(of: family, record)
    if !isEarly { try judgeEvidence(&finding) }
  }

  /// A range without a controller: it can be found, holds nothing, and ends by command or alone.
  private func endOrphan(_ record: Sandbox.Record, _ finding: inout Finding) async throws {
    if let connection = try? RangeConnection(socket: record.places.socket) {
      if !isEarly { try await expectHealthy(connection, &finding) }
      connection.close()
    }
    let status = try cygnet(["range", "status"])
    if !status.output.contains(record.name) {
      finding.complaints.append("range status does not know it: \(status.output)")
    }
    if number == 0 {
      let sandbox = Sandbox(record: record)
      try await wait(for: .seconds(40), "an orphan does not end by itself") { !sandbox.isAlive }
    }
    let down = try cygnet(["range", "down", record.name])
    if down.status != .exited(0) { finding.complaints.append("range down: \(down.error)") }
  }

  /// Looks for the effects themselves: a journal may say what it likes.
  private func expectHealthy(
    _ connection: RangeConnection, _ finding: inout Finding
  ) async throws {
    guard let folder else { return }
    let plan = try RunRecord(reading: RunFolder(path: folder)).plan
    finding.complaints += try await CrashEffects.left(of: plan.steps, on: connection)
    if case .status(let status) = try await connection.ask(.status), !status.heldFaults.isEmpty {
      finding.complaints.append("the agent still holds \(status.heldFaults)")
    }
  }

  private func expectNothing(of family: [ProcessTable.Entry], _ record: Sandbox.Record?)
    async throws
  {
    try await wait(for: .seconds(3), "processes are left") {
      let now = ProcessTable.all()
      return !family.contains { now[$0.pid]?.start == $0.start }
    }
    // The kernel gives the numbers of dead namespaces to new ones, such as those in which a
    // controller beside this one tries what the machine can do: only what is old can be left.
    let newest = ProcessTable.all().values.compactMap { Int($0.start) }.max() ?? .max
    let own = ProcessTable.network(of: getpid())
    let networks = Set(family.map(\.network)).subtracting([own, ""])
    try await wait(for: .seconds(3), "a network namespace is left") {
      let table = ProcessTable.all()
      // A process below a reaper or a controller of another folder belongs to a trial beside it.
      return !table.values.contains { process in
        guard networks.contains(process.network), Int(process.start) ?? 0 <= newest else {
          return false
        }
        guard let owner = ProcessTable.owner(above: process, in: table) else { return true }
        return owner.words.contains { $0.hasPrefix(home + "/") }
      }
    }
    guard let record else { return }
    if let left = CrashEffects.controlGroup(named: record.places.groupPrefix) {
      throw RangeError("a control group is left: \(left)", hint: "see \(home)")
    }
    let mounts = FileManager.default.contents(atPath: "/proc/self/mountinfo") ?? Data()
    if String(decoding: mounts, as: UTF8.self).contains(record.places.scratch) {
      throw RangeError("a mount is left", hint: "see /proc/self/mountinfo")
    }
    if FileManager.default.fileExists(atPath: record.places.scratch) || self.record() != nil {
      throw RangeError("the scratch folder or the record is left", hint: "see \(home)")
    }
  }

  private func judgeEvidence(_ finding: inout Finding) throws {
    guard let folder else {
      throw RangeError("there is no run folder", hint: "see \(home)")
    }
    let record = try RunRecord(reading: RunFolder(path: folder))
    if let defect = record.timelineDefect, !defect.contains("torn") {
      finding.complaints.append("the timeline: \(defect)")
    }
    if record.history?.operations.isEmpty != false {
      finding.complaints.append("the history cannot be read")
    }
    let verify = try cygnet(["evidence", "verify", folder])
    if verify.status != .exited(0) && !verify.output.contains("torn") {
      finding.complaints.append("evidence verify: \(verify.output)\(verify.error)")
    }
    if Assessment(of: record).exitCode != 3 {
      finding.complaints.append("the evidence does not say that the exercise is invalid")
    }
  }

  private var folder: String? {
    let missions = home + "/runs/trial"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: missions)) ?? []
    return names.first.map { missions + "/" + $0 }
  }

  private var hasStarted: Bool {
    guard let folder, let data = FileManager.default.contents(atPath: folder + "/timeline.jsonl")
    else { return false }
    return !data.isEmpty
  }

  /// The record that the controller left in its own registry.
  private func record() -> Sandbox.Record? {
    let place = home + "/cygnet-\(geteuid())"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
    guard let name = names.first(where: { $0.hasSuffix(".json") }),
      let data = FileManager.default.contents(atPath: place + "/" + name)
    else { return nil }
    return try? CanonicalJSON.decode(Sandbox.Record.self, from: data)
  }

  private func process(_ controller: ChildProcess) -> Int32? {
    let verb: String
    switch victim {
    case .controller, .person: return controller.exitStatus == nil ? controller.pid : nil
    case .agent: verb = "agent"
    case .reaper: verb = "reaper"
    case .driver: verb = "drive"
    case .disk: verb = "disk"
    }
    guard let record = record() else { return nil }
    if victim == .disk {
      let armed = Journal.read(path: record.places.journal).first { $0.fault == "slow" }
      guard let host = armed?.undo?.first?.host else { return nil }
      return ProcessTable.family(of: record.pid).first {
        $0.verb == verb && $0.words.contains(record.places.disk(host))
      }?.pid
    }
    return ProcessTable.family(of: record.pid).first { $0.verb == verb }?.pid
  }

  private func cygnet(_ arguments: [String]) throws -> Command {
    var environment = ProcessInfo.processInfo.environment
    environment["TMPDIR"] = home
    return try Command.run(
      TestRange.binary, arguments, environment: environment, timeout: .seconds(60))
  }

  private func wait(
    for limit: Nanoseconds, _ words: String, until isDone: () -> Bool
  ) async throws {
    let deadline = MonotonicClock.now() + limit
    while !isDone() {
      guard MonotonicClock.now() < deadline else {
        throw RangeError("\(words) within \(limit)", hint: "see \(home)")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}

extension ChildProcess.ExitStatus {
  fileprivate var code: Int32 {
    switch self {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}
