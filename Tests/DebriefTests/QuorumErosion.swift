import Debrief
import Vocabulary

/// The first mission with a runbook that restarts the wrong member first, its twin and ablation.
enum QuorumErosion {
  static let plan = Fixtures.plan(
    mission: "etcd-quorum-erosion", title: "Quorum erosion during a rolling upgrade",
    hypothesis: "With one follower out for an upgrade, a slow disk on the other follower puts "
      + "every write behind that disk; either alone is harmless.",
    hosts: 3,
    steps: [
      Fixtures.step("upgrade", "maintenance.stop", on: ["n3"], verb: .operate),
      Fixtures.step(
        "slow-disk", "disk.slow", on: ["n1"], parameters: ["fsync": .duration(.seconds(1))]),
    ],
    truth: .init(mechanism: "disk.slow", location: "n1", trigger: "maintenance"),
    responses: .init(
      preferred: ["end-maintenance", "maintenance.start"], acceptable: ["move-leader"],
      harmful: ["force-new-cluster", "restart n1"]),
    signatures: ["WriteUnavailable", "EtcdSlowFsync"])

  static let timeline = Fixtures.timeline([
    (0, .white, .exerciseStarted, nil, nil, ["mission": "etcd-quorum-erosion", "seed": 101]),
    (0.1, .system, .leaderSeen, nil, "n2", [:]),
    (0.1, .system, .redundancySeen, nil, nil, ["margin": 1]),
    (20, .red, .stepCommanded, "upgrade", nil, ["kind": "maintenance.stop", "targets": "n3"]),
    (20.28, .red, .stepEffective, "upgrade", nil, ["proof": "member n3 answers no probe"]),
    (20.5, .system, .redundancySeen, nil, nil, ["margin": 0]),
    (22.0, .system, .alertFired, nil, "n3", ["alert": "MemberDown", "summary": "n3 is down"]),
    (25, .red, .stepCommanded, "slow-disk", nil, ["kind": "disk.slow", "targets": "n1"]),
    (25.004, .red, .stepAcknowledged, "slow-disk", nil, ["apply_ns": 1_800_000]),
    (25.018, .red, .stepEffective, "slow-disk", nil, ["proof": "fsync took 1,004 ms"]),
    (
      31.4, .system, .alertFired, nil, nil,
      ["alert": "WriteUnavailable", "summary": "write success below 50 % for 5 s"]
    ),
    (
      36.1, .system, .alertFired, nil, "n1",
      ["alert": "EtcdSlowFsync", "summary": "99th percentile of fsync is 1.0 s"]
    ),
    (
      39.4, .blue, .hypothesisPosted, nil, nil,
      ["mechanism": "net.cut", "location": "n1", "confidence": 0.6, "evidence": "timeouts"]
    ),
    (
      47.0, .blue, .actionExecuted, nil, "n2",
      ["action": "restart", "exit": 0, "mutating": true, "duration_ns": 900_000_000]
    ),
    (47.5, .system, .leaderSeen, nil, nil, [:]), (49.1, .system, .leaderSeen, nil, "n1", [:]),
    (
      66.7, .blue, .hypothesisPosted, nil, nil,
      ["mechanism": "disk.slow", "location": "n1", "confidence": 0.8, "evidence": "fsync"]
    ),
    (71.1, .blue, .decisionPosted, nil, nil, ["response": "end-maintenance"]),
    (
      84.2, .blue, .actionExecuted, nil, "n3",
      ["action": "maintenance.start", "exit": 0, "mutating": true]
    ),
    (84.3, .red, .healCommanded, "upgrade", nil, [:]),
    (84.9, .red, .healProved, "upgrade", nil, ["proof": "n3 serves"]),
    (85.0, .system, .redundancySeen, nil, nil, ["margin": 1]),
    (93.0, .system, .alertResolved, nil, nil, ["alert": "WriteUnavailable"]),
    (95.0, .system, .alertResolved, nil, "n3", ["alert": "MemberDown"]),
    (116, .red, .healCommanded, "slow-disk", nil, [:]),
    (116.022, .red, .healProved, "slow-disk", nil, ["proof": "fsync took 0.9 ms"]),
    (120, .white, .exerciseEnded, nil, nil, ["reason": "window"]),
  ])

  static let faults = [
    Fixtures.fault(
      "upgrade", "maintenance.stop", on: ["n3"], commanded: 20, effective: 20.28, healed: 84.9,
      proof: "member n3 answers no probe; later: n3 serves"),
    Fixtures.fault(
      "slow-disk", "disk.slow", on: ["n1"], commanded: 25, effective: 25.018, healed: 116.022,
      proof: "fsync took 1,004 ms; later: 0.9 ms"),
  ]

  static let series = Fixtures.series(
    seconds: 120, seed: 1,
    rate: { $0 < 20 ? 1227 : $0 < 25 ? 1618 : $0 < 47 ? 1 : $0 < 49.5 ? 0 : $0 < 85 ? 1 : 1415 },
    refused: { $0 >= 47 && $0 < 49.5 ? 4 : $0 >= 25 && $0 < 85 ? Int($0) % 3 : 0 },
    p99: { $0 >= 25 && $0 < 85 ? 3900 : 17 })

  static let twinSeries = Fixtures.series(
    seconds: 120, seed: 2,
    rate: { $0 < 20 ? 1231 : $0 < 25 ? 1604 : $0 < 116 ? 1 : 1398 },
    refused: { $0 >= 25 && $0 < 116 ? Int($0) % 3 : 0 },
    p99: { $0 >= 25 && $0 < 116 ? 3800 : 17 })

  static let actual = Fixtures.radius(
    3, outage: ("60.1 s with ≥ 50 % of requests failing", 3), data: ("none lost", 1))
  static let twin = Fixtures.radius(
    4, outage: ("91.0 s with ≥ 50 % of requests failing", 4), data: ("none lost", 1))

  static let score = Fixtures.score(
    readiness: 4, reason: "noticed, understood, contained, but late",
    bits: (true, true, true, false), phases: (5, 4, 5, 2),
    times: (25.018, 31.4, 66.7, 71.1, 88.2), actual: actual, twin: twin, tags: ["fragile"],
    inputs: [
      .init(
        name: "Readiness", value: "D 1, H 1, C 1, L 0 → 4", rule: "R = 1 + D·(1 + H + C + H·C·L)",
        evidence: [9, 10, 16, 21]),
      .init(
        name: "T0", value: "25.018 s", rule: "First scored fault confirmed by a probe.",
        evidence: [9]),
      .init(
        name: "Observe", value: "6.4 s of 10 s → 5",
        rule: "Time score of T1 − T0; at most the budget gives 5.", evidence: [9, 10]),
      .init(
        name: "Orient", value: "35.3 s of 21 s → 4, no wrong hypothesis acted on",
        rule: "Time score of T2 − T1; up to twice the budget gives 4.", evidence: [10, 12, 16]),
      .init(
        name: "Decide", value: "4.4 s of 6 s → 5, preferred",
        rule: "The lower of the time score and the class of the response.", evidence: [17]),
      .init(
        name: "Act", value: "17.1 s of 21 s → 5; one wrong target with effect → 2",
        rule: "The lower of the time score, the accuracy cap and the special caps.",
        evidence: [13, 18]),
      .init(
        name: "Time to containment", value: "63.2 s = 6.4 + 35.3 + 4.4 + 17.1",
        rule: "T4 − T0.", evidence: [9, 21]),
    ])

  static func arm(_ name: String, _ steps: [StepName], _ rate: Double, served: Bool)
    -> Ablation.Arm
  {
    var random = SeededRandom(seed: 5, purpose: name)
    return .init(
      name: name, steps: steps,
      runs: (101...105).map { seed in
        .init(
          seed: seed, writesPerS: rate * (0.9 + 0.2 * random.unit()), served: served, valid: true)
      })
  }

  static let ablation = Ablation(
    mission: "etcd-quorum-erosion",
    arms: [
      arm("undisturbed", [], 1227, served: true), arm("upgrade", ["upgrade"], 1618, served: true),
      arm("slow-disk", ["slow-disk"], 1790, served: true),
      arm("upgrade + slow-disk", ["upgrade", "slow-disk"], 1.05, served: false),
    ],
    interaction: .init(
      factor: 2247, low: 1980, high: 2490,
      summary: "Either part alone leaves a majority of two fast members. Together every write "
        + "waits for the one slow disk."))

  static let input = DebriefInput(
    plan: plan, environment: Fixtures.environment,
    folder: "runs/etcd-quorum-erosion/20261122T140311Z-101", responder: "runbook:restart-first",
    isValid: true, invalidReasons: [], faults: faults, timeline: timeline,
    verdicts: Fixtures.verdicts(acknowledged: 76_412, gap: 3012, errors: 0.61), series: series,
    score: score,
    twin: .init(
      timeline: timeline.filter { $0.lane != .blue }, series: twinSeries, score: score,
      verdicts: Fixtures.verdicts(acknowledged: 41_102, gap: 3105, errors: 0.68)),
    ablation: ablation, ablationNote: "Five runs an arm on seeds 101 to 105.")
}
