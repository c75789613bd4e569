import Readiness
import Vocabulary

/// A recorded rehearsal to change: a follower out for its upgrade, a slow disk on the other one.
struct Rehearsal {
  var outage: ClosedRange<Double>? = 10...30
  var marginBackAt: Double? = 28
  var curesAt: Double? = 70
  var endsAt = 180.0
  var responder = "runbook:fast"
  var blue: [TimelineEvent] = Rehearsal.textbook
  var extra: [TimelineEvent] = []
  var verdicts = [
    Verdict(checker: "linearizable", result: .valid, summary: ""),
    Verdict(checker: "no-acknowledged-loss", result: .valid, summary: ""),
  ]

  static let budget = Budget(
    detectNs: .seconds(10), slaNs: .seconds(60), holdNs: .seconds(10), windowNs: .seconds(180))

  static let plan = Plan(
    mission: "quorum-erosion", title: "Quorum erosion", missionSha256: "", seed: 1,
    hosts: [
      .init(name: "n1", role: "follower"), .init(name: "n2", role: "leader"),
      .init(name: "n3", role: "follower"),
    ],
    targets: ["slow": ["n1"], "upgraded": ["n3"]],
    database: .init(kind: "etcd", hosts: 3, settings: [:]),
    workload: .init(
      kind: "register", clients: 10, ratePerS: 300, keys: 50, reads: 0.5, compareAndSets: 0,
      timeoutNs: .seconds(2)),
    claims: [.linearizable, .noAcknowledgedLoss], hypothesis: "", objective: .unavailability,
    family: "quorum-erosion", difficulty: 3,
    steps: [
      .init(
        name: "upgrade", verb: .operate, kind: "maintenance.stop", start: .at(.seconds(5)),
        lifeNs: nil, hosts: ["n3"], links: [], parameters: [:], cure: nil),
      .init(
        name: "slow-disk", verb: .inject, kind: "disk.slow",
        start: .after("upgrade", plus: .seconds(5)), lifeNs: .seconds(60), hosts: ["n1"],
        links: [], parameters: [:], cure: "after its life"),
    ],
    blue: .init(
      told: "", signatures: ["WriteUnavailable", "EtcdSlowFsync"], loses: [:],
      truth: .init(mechanism: "disk.slow", location: "n1", trigger: nil),
      responses: .init(
        preferred: ["move-leader", "end-maintenance"], acceptable: ["isolate n1"],
        harmful: ["force-new-cluster", "restart n1"]),
      contained: .init(clauses: [
        .init(metric: .writeSuccess, comparison: .greaterOrEqual, value: 0.99),
        .init(metric: .redundancy, comparison: .greaterOrEqual, value: 1),
      ])),
    budget: budget,
    limits: .init(stopWhen: [], leaseNs: .seconds(10)),
    ablation: .init(subsets: .pairs, repeats: 5))

  static let textbook = [
    alert("WriteUnavailable", 14, signal: 10.2), hypothesis("disk.slow", "n1", 0.8, 24),
    decision("end-maintenance", 26), action("maintenance.end", "n3", 27),
  ]

  static func alert(_ name: String, _ time: Double, signal: Double? = nil) -> TimelineEvent {
    event(
      time, .system, .alertFired,
      ["alert": .string(name), "signal_at_ns": .integer(ns(signal ?? time).rawValue)])
  }

  static func hypothesis(
    _ mechanism: String, _ location: String, _ confidence: Double, _ time: Double,
    evidence: JSONValue = "fsync 1 s"
  ) -> TimelineEvent {
    event(
      time, .blue, .hypothesisPosted,
      [
        "mechanism": .string(mechanism), "location": .string(location),
        "confidence": .number(confidence), "evidence": evidence,
      ])
  }

  static func decision(_ response: String, _ time: Double) -> TimelineEvent {
    event(time, .blue, .decisionPosted, ["response": .string(response)])
  }

  static func action(
    _ name: String, _ host: HostName, _ time: Double, exit: Int64 = 0, mutating: Bool = true
  ) -> TimelineEvent {
    event(
      time, .blue, .actionExecuted,
      ["action": .string(name), "exit": .integer(exit), "mutating": .bool(mutating)], host: host)
  }

  static func event(
    _ time: Double, _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind,
    _ fields: [String: JSONValue] = [:], step: StepName? = nil, host: HostName? = nil
  ) -> TimelineEvent {
    .init(
      sequence: 0, timeNs: ns(time), lane: lane, kind: kind, step: step, host: host,
      fields: fields)
  }

  static func ns(_ seconds: Double) -> Nanoseconds { .seconds(seconds) }

  var timeline: [TimelineEvent] {
    typealias R = Rehearsal
    var events = [
      R.event(0, .white, .exerciseStarted), R.event(0, .system, .redundancySeen, ["margin": 1]),
      R.event(5, .red, .stepCommanded, step: "upgrade"),
      R.event(5.2, .red, .stepEffective, step: "upgrade"),
      R.event(5.5, .system, .redundancySeen, ["margin": 0]),
      R.event(10, .red, .stepCommanded, step: "slow-disk"),
      R.event(10.1, .red, .stepAcknowledged, step: "slow-disk"),
      R.event(10.5, .red, .stepEffective, step: "slow-disk"),
      R.event(endsAt, .white, .exerciseEnded, ["reason": "window over"]),
    ]
    if let curesAt { events.append(R.event(curesAt, .red, .healCommanded, step: "slow-disk")) }
    if let marginBackAt {
      events.append(R.event(marginBackAt, .system, .redundancySeen, ["margin": 1]))
    }
    events += blue + extra
    events.sort { $0.timeNs < $1.timeNs }
    for index in events.indices { events[index].sequence = index }
    return events
  }

  var series: WriteSeries {
    let buckets = (0..<Int(endsAt * 10)).map { index in
      let isOut = outage.map { $0.contains(Double(index) / 10 + 0.05) } ?? false
      return WriteSeries.Bucket(
        acknowledged: isOut ? 0 : 15, unacknowledged: isOut ? 1 : 0, p50Ns: nil, p99Ns: nil)
    }
    return WriteSeries(bucketNs: .milliseconds(100), buckets: buckets)
  }

  var run: RecordedRun {
    RecordedRun(timeline: timeline, verdicts: verdicts, series: series, responder: responder)
  }

  var score: Score { Scoring.score(plan: Rehearsal.plan, run: run) }

  /// The same plan with nobody responding: the upgrade never ends.
  static let twin = Rehearsal(
    outage: 10...70, marginBackAt: nil, responder: "none",
    blue: [alert("WriteUnavailable", 14, signal: 10.2)])
}
