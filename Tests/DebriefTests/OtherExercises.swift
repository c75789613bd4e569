import Debrief
import Vocabulary

extension BlueBrief.ResponseKey {
  /// Of a mission in which nobody need respond.
  static let empty = Self(preferred: [], acceptable: [], harmful: [])
}

/// A one-way cut that does nothing until it heals; nobody responds.
enum AtTheHeal {
  static let input: DebriefInput = {
    let plan = Fixtures.plan(
      mission: "etcd-asymmetric-visibility", title: "A follower that hears nobody, then all",
      hypothesis: "With pre-vote off, the outage of a one-way cut comes at the heal.",
      steps: [
        Fixtures.step(
          "cut", "net.cut", on: ["n2", "n3"], links: [Link(from: "n2", to: "n3")],
          parameters: ["one-way": .flag(true)])
      ],
      truth: .init(mechanism: "net.cut", location: "n3", trigger: nil), responses: .empty,
      signatures: ["EtcdNoLeader"])
    let timeline = Fixtures.timeline([
      (0, .white, .exerciseStarted, nil, nil, [:]), (0.1, .system, .leaderSeen, nil, "n2", [:]),
      (0.2, .system, .redundancySeen, nil, nil, ["margin": 1]),
      (10, .red, .stepCommanded, "cut", nil, ["kind": "net.cut"]),
      (10.004, .red, .stepEffective, "cut", nil, ["proof": "3 of 3 datagrams missing"]),
      (10.3, .system, .redundancySeen, nil, nil, ["margin": 0]),
      (40.004, .red, .healCommanded, "cut", nil, [:]),
      (40.008, .red, .healProved, "cut", nil, ["proof": "3 of 3 datagrams arrive"]),
      (40.1, .system, .leaderSeen, nil, nil, [:]),
      (41.2, .system, .alertFired, nil, nil, ["alert": "EtcdNoLeader", "summary": "no leader"]),
      (42.9, .system, .leaderSeen, nil, "n1", [:]),
      (43.1, .system, .redundancySeen, nil, nil, ["margin": 1]),
      (50, .system, .alertResolved, nil, nil, ["alert": "EtcdNoLeader"]),
      (60, .white, .exerciseEnded, nil, nil, ["reason": "window"]),
    ])
    return DebriefInput(
      plan: plan, environment: Fixtures.environment,
      folder: "runs/etcd-asymmetric-visibility/20261122T150000Z-101", responder: "none",
      isValid: true, invalidReasons: [],
      faults: [
        Fixtures.fault(
          "cut", "net.cut", on: ["n2", "n3"], commanded: 10, effective: 10.004, healed: 40.008,
          proof: "3 of 3 datagrams missing; later: 3 of 3 arrive")
      ], timeline: timeline,
      verdicts: Fixtures.verdicts(acknowledged: 71_288, gap: 2804, errors: 0.02),
      series: Fixtures.series(
        seconds: 60, seed: 3, rate: { $0 >= 40 && $0 < 43 ? 0 : 1240 },
        refused: { $0 >= 40 && $0 < 43 ? 3 : 0 }),
      score: Fixtures.score(
        readiness: nil, reason: "nobody responded, so readiness was not exercised",
        bits: (false, false, false, false), phases: (nil, nil, nil, nil),
        times: (10.004, nil, nil, nil, nil),
        actual: Fixtures.radius(2, outage: ("2.8 s", 2), data: ("none lost", 1)), twin: nil,
        censored: "nobody responded"))
  }()
}

/// A forced new cluster that forgets acknowledged writes; the history shows it.
enum ForcedCluster {
  static let witness = Anomaly(
    name: "lost write", key: "k17",
    summary: "Process 3 was told that 8812 was written; later reads see only the older 8807.",
    witness: [
      .init(
        process: 1, label: "write 8807", invokedNs: .seconds(24.1001),
        completedNs: .seconds(24.1033), outcome: .ok, isImpossible: false),
      .init(
        process: 3, label: "write 8812", invokedNs: .seconds(24.1310),
        completedNs: .seconds(24.1356), outcome: .ok, isImpossible: false),
      .init(
        process: 6, label: "write 8830", invokedNs: .seconds(24.1340), completedNs: nil,
        outcome: .info, isImpossible: false),
      .init(
        process: 1, label: "cas 8807→8811", invokedNs: .seconds(24.2),
        completedNs: .seconds(24.21), outcome: .fail, isImpossible: false),
      .init(
        process: 2, label: "read → 8807", invokedNs: .seconds(61.0021),
        completedNs: .seconds(61.0040), outcome: .ok, isImpossible: true),
    ])

  static let input: DebriefInput = {
    let plan = Fixtures.plan(
      mission: "negative-etcd-forced-new-cluster",
      title: "A new cluster forced on the stale member",
      hypothesis: "Forcing a new cluster on a lagging member loses acknowledged writes.",
      steps: [
        Fixtures.step("lag", "proc.pause", on: ["n3"]),
        Fixtures.step(
          "force", "operator.force-new-cluster", on: ["n3"], verb: .operate),
      ],
      truth: .init(mechanism: "operator.force-new-cluster", location: "n3", trigger: nil),
      responses: .empty, signatures: ["WriteUnavailable"])
    return DebriefInput(
      plan: plan, environment: Fixtures.environment,
      folder: "runs/negative-etcd-forced-new-cluster/20261122T160000Z-101", responder: "none",
      isValid: true, invalidReasons: [],
      faults: [
        Fixtures.fault(
          "lag", "proc.pause", on: ["n3"], commanded: 10, effective: 10.02, healed: 25.1,
          proof: "state T of every process; later: S"),
        Fixtures.fault(
          "force", "operator.force-new-cluster", on: ["n3"], commanded: 25.2, effective: 27.9,
          healed: 40, proof: "cluster id changed on n3; later: one cluster again"),
      ],
      timeline: Fixtures.timeline([
        (0, .white, .exerciseStarted, nil, nil, [:]),
        (0.1, .system, .leaderSeen, nil, "n2", [:]),
        (10, .red, .stepCommanded, "lag", nil, [:]),
        (10.02, .red, .stepEffective, "lag", nil, [:]),
        (25, .red, .healCommanded, "lag", nil, [:]), (25.1, .red, .healProved, "lag", nil, [:]),
        (25.2, .red, .stepCommanded, "force", nil, [:]),
        (27.9, .red, .stepEffective, "force", nil, [:]),
        (28, .system, .leaderSeen, nil, "n3", [:]),
        (29, .system, .alertFired, nil, nil, ["alert": "WriteUnavailable"]),
        (39, .red, .healCommanded, "force", nil, [:]), (40, .red, .healProved, "force", nil, [:]),
        (60, .white, .exerciseEnded, nil, nil, [:]),
      ]),
      verdicts: Fixtures.verdicts(
        acknowledged: 33_041, lost: 17, gap: 4411, errors: 0.07, linearizable: .invalid,
        anomalies: [
          Anomaly(
            name: "stale read", key: "k17", summary: "Process 2 read a value that was replaced.",
            witness: witness.witness)
        ], loss: [witness]),
      series: Fixtures.series(
        seconds: 60, seed: 4, rate: { $0 >= 25 && $0 < 30 ? 0 : 1130 },
        refused: { $0 >= 25 && $0 < 30 ? 6 : 0 }),
      score: Fixtures.score(
        readiness: nil, reason: "nobody responded, so readiness was not exercised",
        bits: (false, false, false, false), phases: (nil, nil, nil, nil),
        times: (10.02, nil, nil, nil, nil),
        actual: Fixtures.radius(5, outage: ("4.4 s", 2), data: ("17 lost for good", 5)),
        twin: nil, censored: "nobody responded"))
  }()
}

/// An injector that did nothing: the exercise counts for nothing.
enum UnprovedFault {
  static let input: DebriefInput = {
    var input = QuorumErosion.input
    input.isValid = false
    input.invalidReasons = [
      "slow-disk: no probe on n1 saw a slower fsync within 5 s (0.9 ms, expected ≥ 900 ms)",
      "upgrade: n3 was not seen to serve again within 30 s",
    ]
    input.faults[1].effectiveNs = nil
    input.faults[1].healedNs = nil
    input.faults[1].healProved = false
    input.faults[1].proof = nil
    input.faults[0].healedNs = nil
    input.faults[0].healProved = false
    input.timeline = Fixtures.timeline([
      (0, .white, .exerciseStarted, nil, nil, [:]), (0.1, .system, .leaderSeen, nil, "n2", [:]),
      (20, .red, .stepCommanded, "upgrade", nil, [:]),
      (20.28, .red, .stepEffective, "upgrade", nil, [:]),
      (25, .red, .stepCommanded, "slow-disk", nil, [:]),
      (30, .red, .stepUnproved, "slow-disk", nil, ["reason": "no probe saw the effect"]),
      (60, .red, .healUnproved, "upgrade", nil, ["reason": "n3 did not serve"]),
      (61, .white, .exerciseEnded, nil, nil, ["reason": "invalid"]),
    ])
    input.series = Fixtures.series(seconds: 61, seed: 6, rate: { $0 < 20 ? 1227 : 1618 })
    input.twin = nil
    input.ablation = nil
    input.ablationNote = "Not run: the exercise itself was invalid."
    input.score = Fixtures.score(
      readiness: nil, reason: "the exercise is invalid", bits: (false, false, false, false),
      phases: (nil, nil, nil, nil), times: (20.28, nil, nil, nil, nil), actual: nil, twin: nil,
      censored: "the exercise is invalid")
    return input
  }()
}

/// A safety limit ended it before anybody had understood.
enum AbortedExercise {
  static let input: DebriefInput = {
    var input = QuorumErosion.input
    input.timeline =
      QuorumErosion.timeline.filter { $0.timeNs < .seconds(60) }
      + Fixtures.timeline([
        (60, .white, .limitReached, nil, nil, ["condition": "write-success < 1% for 30s"]),
        (60.1, .red, .healCommanded, "slow-disk", nil, [:]),
        (60.2, .red, .healProved, "slow-disk", nil, [:]),
        (60.2, .red, .healCommanded, "upgrade", nil, [:]),
        (60.9, .red, .healProved, "upgrade", nil, [:]),
        (63, .white, .exerciseEnded, nil, nil, ["reason": "limit"]),
      ]).map { event in
        var moved = event
        moved.sequence += 100
        return moved
      }
    input.faults[0].healedNs = .seconds(60.9)
    input.faults[1].healedNs = .seconds(60.2)
    input.series = WriteSeries(
      bucketNs: QuorumErosion.series.bucketNs,
      buckets: Array(QuorumErosion.series.buckets.prefix(126)))
    input.score = Fixtures.score(
      readiness: nil, reason: "2–5, aborted", bits: (true, false, false, false),
      phases: (5, nil, nil, nil), times: (25.018, 31.4, nil, nil, nil),
      actual: QuorumErosion.actual, twin: QuorumErosion.twin,
      censored: "> 35.0 s, aborted by a safety limit")
    input.verdicts[1].result = .unknown
    input.verdicts[1].summary = "The final reads were not made."
    input.verdicts[1].detail = ["acknowledged": 25012, "lost": 0]
    return input
  }()
}

/// A killed follower that nobody needed to care about.
enum AbsorbedExercise {
  static let input: DebriefInput = {
    let plan = Fixtures.plan(
      mission: "single-etcd-follower-pause", title: "A follower pauses",
      hypothesis: "A paused follower costs nothing.",
      steps: [Fixtures.step("pause", "proc.pause", on: ["n3"])],
      truth: .init(mechanism: "proc.pause", location: "n3", trigger: nil), responses: .empty,
      signatures: ["WriteUnavailable"])
    return DebriefInput(
      plan: plan, environment: Fixtures.environment, folder: "runs/single/20261122T170000Z-101",
      responder: "runbook:Runbooks/etcd-oncall.yaml", isValid: true, invalidReasons: [],
      faults: [
        Fixtures.fault(
          "pause", "proc.pause", on: ["n3"], commanded: 10, effective: 10.012, healed: 40.03,
          proof: "state T of every process; later: S")
      ],
      timeline: Fixtures.timeline([
        (0, .white, .exerciseStarted, nil, nil, [:]),
        (0.1, .system, .leaderSeen, nil, "n2", [:]),
        (10, .red, .stepCommanded, "pause", nil, [:]),
        (10.012, .red, .stepEffective, "pause", nil, [:]),
        (40, .red, .healCommanded, "pause", nil, [:]),
        (40.03, .red, .healProved, "pause", nil, [:]),
        (60, .white, .exerciseEnded, nil, nil, [:]),
      ]),
      verdicts: Fixtures.verdicts(acknowledged: 72_004, gap: 41, errors: 0),
      series: Fixtures.series(seconds: 60, seed: 8, rate: { _ in 1210 }),
      score: Fixtures.score(
        readiness: nil, reason: "absorbed: no harm came to the service",
        bits: (false, false, true, false), phases: (nil, nil, nil, nil),
        times: (10.012, nil, nil, nil, 10.012),
        actual: Fixtures.radius(1, outage: ("0 s", 1), data: ("none lost", 1)),
        twin: Fixtures.radius(1, outage: ("0 s", 1), data: ("none lost", 1))),
      twin: .init(
        timeline: [], series: Fixtures.series(seconds: 60, seed: 9, rate: { _ in 1190 }),
        score: QuorumErosion.score,
        verdicts: Fixtures.verdicts(acknowledged: 71_801, gap: 44, errors: 0)))
  }()
}

/// Names that try to be markup, script, table cells and terminal escapes.
enum HostileExercise {
  static let payload = "<script>alert('x')</script> & \" ' --> ]]> **b** | `c` \u{1b}[31m\u{202e}"

  static let input: DebriefInput = {
    var input = QuorumErosion.input
    let host = HostName(rawValue: payload)
    input.plan.title = payload
    input.plan.mission = payload
    input.plan.hypothesis = payload
    input.plan.missionSha256 = payload
    input.plan.database.kind = payload
    input.plan.database.settings = [payload: payload]
    input.plan.hosts[0] = PlannedHost(name: host, role: payload)
    input.plan.steps[1].parameters = [payload: .text(payload)]
    input.plan.blue.signatures = [payload]
    input.environment[payload] = .string(payload)
    input.environment["database_version"] = .string(payload)
    input.environment["started_utc"] = .string(payload)
    input.folder = payload
    input.responder = "runbook:" + payload
    input.isValid = false
    input.invalidReasons = [payload]
    input.ablationNote = payload
    input.ablation?.arms[1].name = payload
    input.ablation?.interaction?.summary = payload
    input.faults[1].id = StepName(rawValue: payload)
    input.faults[1].kind = payload
    input.faults[1].targets = [host]
    input.faults[1].proof = payload
    for index in input.timeline.indices {
      input.timeline[index].host = host
      input.timeline[index].step = StepName(rawValue: payload)
      for key in ["alert", "summary", "mechanism", "location", "response", "action", payload] {
        input.timeline[index].fields[key] = .string(payload)
      }
    }
    input.timeline[3].kind = TimelineEvent.Kind(rawValue: payload)
    input.timeline[4].kind = .limitReached
    input.timeline[4].fields["condition"] = .string(payload)
    var anomaly = ForcedCluster.witness
    anomaly.name = payload
    anomaly.key = payload
    anomaly.summary = payload
    anomaly.witness[0].label = payload
    input.verdicts[0] = Verdict(
      checker: payload, result: .invalid, summary: payload, anomalies: [anomaly],
      detail: [payload: .string(payload)])
    input.score.readiness = nil
    input.score.readinessReason = payload
    input.score.censoredReason = payload
    input.score.tags = [payload]
    input.score.timeToContainmentNs = nil
    input.score.inputs[0] = .init(name: payload, value: payload, rule: payload, evidence: [1, 999])
    input.score.blastRadius.actual?.dimensions[0] = .init(
      name: payload, measured: payload, level: 3)
    return input
  }()
}

/// Nothing happened at all: void, but still a page.
enum EmptyExercise {
  static let input: DebriefInput = {
    let plan = Fixtures.plan(
      mission: "void", title: "Void", hypothesis: "", steps: [],
      truth: .init(mechanism: "", location: "", trigger: nil), responses: .empty, signatures: [],
      settings: [:])
    return DebriefInput(
      plan: plan, environment: [:], folder: "runs/void/x", responder: "none", isValid: true,
      invalidReasons: [], faults: [], timeline: [], verdicts: [],
      series: WriteSeries(bucketNs: .seconds(1), buckets: []),
      score: Fixtures.score(
        readiness: nil, reason: "void", bits: (false, false, false, false),
        phases: (nil, nil, nil, nil), times: (nil, nil, nil, nil, nil), actual: nil, twin: nil))
  }()
}
