import Evidence
import Foundation
import Histories
import Vocabulary

/// A recorded run of twenty seconds to spoil: a slow disk from 5 s to 9 s, twenty writes a second.
struct TrialRun: Sendable {
  var responder = "none"
  var claims: [Claim] = [.linearizable, .noAcknowledgedLoss]
  /// Kinds of events that are left out.
  var without: Set<TimelineEvent.Kind> = []
  /// Events beside the usual, at 10 s.
  var extra: [Extra] = []
  var isWhole = true
  /// Whether the last read sees a value that was overwritten long before.
  var losesWrite = false
  /// Whether writes fail from 6 s to 9 s.
  var hasOutage = false
  /// Whether any write is acknowledged.
  var isAcknowledged = true
  /// Whether the driver came to its end.
  var isClosed = true
  /// Wall time of the start; nil as in folders of before it was written down.
  var wallNs: Nanoseconds?

  struct Extra: Sendable {
    var lane: TimelineEvent.Lane
    var kind: TimelineEvent.Kind
    var step: StepName?
    var fields: [String: JSONValue] = [:]
  }

  /// The exercise's start on the machine's clock.
  static let origin = Nanoseconds.seconds(1_000)

  static let plan = Plan(
    mission: "trial", title: "A slow disk", missionSha256: "", seed: 1,
    hosts: [
      .init(name: "n1", role: "follower"), .init(name: "n2", role: "leader"),
      .init(name: "n3", role: "follower"),
    ], targets: ["slow": ["n1"]],
    database: .init(kind: "etcd", hosts: 3, settings: [:]),
    workload: .init(
      kind: "register", clients: 1, ratePerS: 20, keys: 1, reads: 0, compareAndSets: 0,
      timeoutNs: .seconds(1)),
    claims: [], hypothesis: "It holds.", objective: .unavailability, family: "single",
    difficulty: 1,
    steps: [
      .init(
        name: "slow-disk", verb: .inject, kind: "disk.slow", start: .at(.seconds(5)),
        lifeNs: .seconds(4), hosts: ["n1"], links: [],
        parameters: ["fsync": .duration(.seconds(1))], cure: nil)
    ],
    blue: .init(
      told: "You are on call.", signatures: ["SlowFsync"], loses: [:],
      truth: .init(mechanism: "disk.slow", location: "n1", trigger: nil),
      responses: .init(preferred: ["wait"], acceptable: [], harmful: []),
      contained: .init(clauses: [
        .init(metric: .writeSuccess, comparison: .greaterOrEqual, value: 0.99)
      ])),
    budget: .init(
      detectNs: .seconds(5), slaNs: .seconds(10), holdNs: .seconds(2), windowNs: .seconds(20)),
    limits: .init(stopWhen: [], leaseNs: .seconds(10)),
    ablation: .init(subsets: .singles, repeats: 1))

  func write(to folder: RunFolder) throws {
    try FileManager.default.createDirectory(
      atPath: folder.hosts + "/n1", withIntermediateDirectories: true)
    var plan = Self.plan
    plan.claims = claims
    try put("mission: trial\n", folder.mission)
    try put(try CanonicalJSON.document(plan), folder.plan)
    try put("{\n  \"cores\" : 2\n}\n", folder.environment)
    try put("{\"fault\":\"slow-disk\"}\n", folder.journal)
    try put("ready\n", folder.hosts + "/n1/database.log")
    try writeTimeline(folder.timeline)
    try writeHistory(folder.history)
  }

  private func writeTimeline(_ path: String) throws {
    let writer = try TimelineWriter(creating: path)
    func add(
      _ seconds: Double, _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind,
      _ step: StepName?, _ fields: [String: JSONValue]
    ) {
      if without.contains(kind) { return }
      writer.append(lane, kind, at: .seconds(seconds), step: step, fields)
    }
    var started: [String: JSONValue] = [
      "mission": "trial", "seed": 1, "responder": .string(responder),
      "origin_ns": .integer(Self.origin.rawValue),
    ]
    if let wallNs { started["wall_ns"] = .integer(wallNs.rawValue) }
    add(0, .white, .exerciseStarted, nil, started)
    add(5, .red, .stepCommanded, "slow-disk", ["kind": "disk.slow", "targets": ["n1"]])
    add(5.01, .red, .stepAcknowledged, "slow-disk", ["apply_ns": 10_000_000])
    add(6, .red, .stepEffective, "slow-disk", ["proof": "a sync took 1002 ms"])
    add(9, .red, .healCommanded, "slow-disk", [:])
    add(9.1, .red, .healProved, "slow-disk", ["proof": "a sync took 2 ms"])
    for event in extra { add(10, event.lane, event.kind, event.step, event.fields) }
    add(
      20, .white, .exerciseEnded, nil,
      ["reason": .string(isWhole ? "the window is over" : "a person"), "whole": .bool(isWhole)])
    try writer.close()
  }

  private func writeHistory(_ path: String) throws {
    let recorder = try HistoryRecorder(creating: path)
    func at(_ milliseconds: Int) -> Nanoseconds { Self.origin + .milliseconds(milliseconds) }
    for index in 0..<399 {
      let number = recorder.invoke(
        process: 0, kind: .write, key: "k", argument: Int64(index), at: at(index * 50))
      recorder.complete(
        number,
        outcome: isAcknowledged && !(hasOutage && (120..<180).contains(index)) ? .ok : .fail,
        at: at(index * 50 + 5))
    }
    let read = recorder.invoke(process: 0, kind: .read, key: "k", at: at(19_980))
    let last: Int64? = isAcknowledged ? 398 : nil
    recorder.complete(
      read, outcome: .ok, value: losesWrite ? 100 : last, at: at(19_985))
    if isClosed { try recorder.close() } else { try recorder.flush() }
  }

  private func put(_ text: String, _ path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}
