import Debrief
import Vocabulary

/// Five hosts, fifteen steps, forty alerts, long names: nothing may touch.
enum StressExercise {
  static let input: DebriefInput = {
    var random = SeededRandom(seed: 9, purpose: "stress")
    let kinds = ["disk.slow", "net.cut", "proc.pause", "proc.kill", "maintenance.stop"]
    var steps: [PlannedStep] = []
    var faults: [FaultRecord] = []
    var events:
      [(
        Double, TimelineEvent.Lane, TimelineEvent.Kind, StepName?, HostName?, [String: JSONValue]
      )] = [(0, .white, .exerciseStarted, nil, nil, [:])]
    for index in 0..<15 {
      let name = StepName(rawValue: "step-\(index)-with-a-name-that-goes-on")
      let host = HostName(rawValue: "n\(index % 5 + 1)")
      let kind = kinds[index % kinds.count]
      let start = 12 + Double(index) * 9 + random.unit() * 5
      let end = min(start + 8 + random.unit() * 60, 175)
      steps.append(
        Fixtures.step(
          name, kind, on: [host],
          parameters: kind == "disk.slow" ? ["fsync": .duration(.milliseconds(800))] : [:]))
      faults.append(
        Fixtures.fault(
          name, kind, on: [host], commanded: start, effective: start + random.unit() * 3,
          healed: end, proof: "seen by every probe"))
      events.append((end - 0.4, .red, .healCommanded, name, nil, [:]))
    }
    for index in 0..<40 {
      let alert = ["WriteUnavailable", "EtcdNoLeader", "EtcdSlowFsync", "CertificateSoonOver"]
      events.append(
        (
          15 + Double(index) * 3.7 * random.unit() + Double(index), .system,
          index % 3 == 2 ? .alertResolved : .alertFired, nil,
          HostName(rawValue: "n\(index % 5 + 1)"), ["alert": .string(alert[index % 4])]
        ))
      if index % 4 == 0 {
        let host: HostName? = index % 8 == 0 ? nil : HostName(rawValue: "n\(index % 5 + 1)")
        events.append((Double(index) * 4, .system, .leaderSeen, nil, host, [:]))
        let margin = JSONValue.integer(Int64(index % 5) - 1)
        events.append((Double(index) * 4, .system, .redundancySeen, nil, nil, ["margin": margin]))
      }
    }
    for index in 0..<18 {
      let time = 30 + Double(index) * 7 * random.unit()
      let kind: TimelineEvent.Kind =
        [.hypothesisPosted, .decisionPosted, .actionExecuted][index % 3]
      events.append(
        (
          time, .blue, kind, nil, "n4",
          [
            "mechanism": "disk.slow", "location": .string("n\(index % 3 + 1)"), "confidence": 0.5,
            "response": "move the leader away from the slow member",
            "action": "etcdctl move-leader",
            "exit": .integer(Int64(index % 2)), "mutating": true,
          ]
        ))
    }
    events.append(
      (
        60, .white, .cueSent, nil, nil,
        ["text": "Ticket: the disk of n2 was replaced yesterday, by the night shift"]
      ))
    let long =
      "Everything at once on five hosts while the upgrade of the whole fleet is under way "
      + "and the certificate of the load balancer runs out on the same evening"
    let plan = Fixtures.plan(
      mission: "etcd-everything-at-once-with-a-very-long-mission-name-that-will-not-fit-a-line",
      title: long,
      hypothesis: String(repeating: "Compounds hurt more than their parts. ", count: 8),
      hosts: 5, steps: steps,
      truth: .init(mechanism: "disk.slow", location: "n1, n2", trigger: nil), responses: .empty,
      signatures: ["WriteUnavailable", "EtcdNoLeader"])
    var ablation = QuorumErosion.ablation
    for index in 0..<9 {
      ablation.arms.insert(
        QuorumErosion.arm(
          "step-\(index)-with-a-name-that-goes-on + step-\(index + 1)", ["a", "b"],
          Double(index * index * 20), served: index > 6), at: 2)
    }
    return DebriefInput(
      plan: plan, environment: Fixtures.environment, folder: "runs/long/20261122T140311Z-101",
      responder: "people", isValid: true, invalidReasons: [], faults: faults,
      timeline: Fixtures.timeline(events),
      verdicts: Fixtures.verdicts(acknowledged: 91_222, gap: 12_011, errors: 0.72),
      series: Fixtures.series(
        seconds: 180, seed: 12,
        rate: { $0 < 12 ? 1200 : 600 + 590 * (Int($0 / 9) % 2 == 0 ? 1 : -1) },
        refused: { Int($0 / 9) % 2 == 1 ? 40 : 0 }, p99: { 10 + $0 * 20 }),
      score: Fixtures.score(
        readiness: 2, reason: "saw it, neither understood nor stopped it",
        bits: (true, false, false, false), phases: (4, 1, 2, 1), times: (13, 15, 16, 17, 178),
        source: "human", actual: QuorumErosion.twin, twin: QuorumErosion.actual,
        tags: ["assisted"], inputs: QuorumErosion.score.inputs),
      twin: QuorumErosion.input.twin, ablation: ablation)
  }()
}
