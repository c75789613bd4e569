import Debrief
import Vocabulary

/// Exercises as they come out of real runs, each with another shape of debrief.
enum Fixtures {
  static let all: [(name: String, input: DebriefInput)] = [
    ("quorum-erosion", QuorumErosion.input), ("at-the-heal", AtTheHeal.input),
    ("forced-cluster", ForcedCluster.input), ("unproved", UnprovedFault.input),
    ("aborted", AbortedExercise.input), ("stress", StressExercise.input),
    ("absorbed", AbsorbedExercise.input), ("hostile", HostileExercise.input),
    ("empty", EmptyExercise.input), ("people", PeopleExercise.input),
  ]

  static func plan(
    mission: String, title: String, hypothesis: String, hosts: Int = 3, steps: [PlannedStep],
    truth: BlueBrief.Truth, responses: BlueBrief.ResponseKey, signatures: [String],
    settings: [String: String] = ["pre-vote": "false"], sla: Nanoseconds = .seconds(60),
    window: Nanoseconds = .seconds(120)
  ) -> Plan {
    Plan(
      mission: mission, title: title,
      missionSha256: "9f2c4c1b7f3e0d5a8841a6c0c2f7be6611d6f40de0f9b2f7c1d3a92a6f1be077", seed: 101,
      hosts: (1...hosts).map {
        PlannedHost(
          name: HostName(rawValue: "n\($0)"), role: $0 == 2 ? "leader" : "follower")
      },
      targets: ["slow": ["n1"]],
      database: DatabaseSpecification(kind: "etcd", hosts: hosts, settings: settings),
      workload: WorkloadSpecification(
        kind: "register", clients: 8, ratePerS: nil, keys: 50, reads: 0.2, compareAndSets: 0.2,
        timeoutNs: .seconds(5)),
      claims: [.linearizable, .noAcknowledgedLoss], hypothesis: hypothesis,
      objective: .unavailability, family: "quorum-erosion", difficulty: 3, steps: steps,
      blue: BlueBrief(
        told: "A routine upgrade is under way.", signatures: signatures, loses: [:], truth: truth,
        responses: responses,
        contained: Predicate(clauses: [
          .init(metric: .writeSuccess, comparison: .greaterOrEqual, value: 0.99)
        ])),
      budget: Budget(
        detectNs: .seconds(10), slaNs: sla, holdNs: .seconds(10), windowNs: window),
      limits: SafetyLimits(stopWhen: [], leaseNs: .seconds(10)),
      ablation: AblationSpecification(subsets: .singles, repeats: 5))
  }

  static func step(
    _ name: StepName, _ kind: String, on hosts: [HostName], links: [Link] = [],
    parameters: [String: ParameterValue] = [:], verb: PlannedStep.Verb = .inject
  ) -> PlannedStep {
    PlannedStep(
      name: name, verb: verb, kind: kind, start: .at(.seconds(20)), lifeNs: .seconds(60),
      hosts: hosts, links: links, parameters: parameters, cure: "after its life")
  }

  /// A curve in buckets of half a second: `rate(second)` writes a second, with some noise.
  static func series(
    seconds: Int, seed: UInt64, rate: (Double) -> Double, refused: (Double) -> Int = { _ in 0 },
    p99: (Double) -> Double = { _ in 18 }
  ) -> WriteSeries {
    var random = SeededRandom(seed: seed, purpose: "debrief fixture")
    return WriteSeries(
      bucketNs: .milliseconds(500),
      buckets: (0..<(seconds * 2)).map { index in
        let second = Double(index) / 2
        let level = rate(second)
        let count = Int((level / 2 * (0.93 + 0.14 * random.unit())).rounded())
        let noisy = level < 4 ? Int(random.next() % 3) / 2 + (level > 0.4 ? index % 2 : 0) : count
        let latency = p99(second) * (0.9 + 0.3 * random.unit())
        return .init(
          acknowledged: noisy, unacknowledged: refused(second),
          p50Ns: noisy > 0 ? .seconds(latency / 3000) : nil,
          p99Ns: noisy > 0 ? .seconds(latency / 1000) : nil)
      })
  }

  /// Numbers events from 0 in order of time.
  static func timeline(
    _ events: [(
      Double, TimelineEvent.Lane, TimelineEvent.Kind, StepName?, HostName?, [String: JSONValue]
    )]
  ) -> [TimelineEvent] {
    let order = events.indices.sorted { (events[$0].0, $0) < (events[$1].0, $1) }
    return order.enumerated().map { number, index in
      let (second, lane, kind, step, host, fields) = events[index]
      return TimelineEvent(
        sequence: number, timeNs: .seconds(second), lane: lane, kind: kind, step: step,
        host: host, fields: fields)
    }
  }

  static func verdicts(
    acknowledged: Int64, lost: Int64 = 0, gap: Double, errors: Double,
    linearizable: Validity = .valid, anomalies: [Anomaly] = [], loss: [Anomaly] = []
  ) -> [Verdict] {
    [
      Verdict(
        checker: "linearizable", result: linearizable,
        summary: linearizable == .valid
          ? "Every one of 52,300 operations on 50 keys can be placed."
          : "Operations on key k17 cannot be placed in any order.", anomalies: anomalies,
        detail: ["operations": 52300, "keys": 50, "checked_ms": 214]),
      Verdict(
        checker: "no-acknowledged-loss", result: lost > 0 ? .invalid : .valid,
        summary: lost > 0
          ? "Acknowledged writes are missing from the final reads on every member."
          : "Every acknowledged write is visible in the final reads on all members.",
        anomalies: loss, detail: ["acknowledged": .integer(acknowledged), "lost": .integer(lost)]),
      Verdict(
        checker: "availability", result: errors > 0.5 ? .invalid : .valid,
        summary: "The longest time without an acknowledged write was \(gap) ms.",
        detail: ["longest_write_gap_ms": .number(gap), "error_ratio": .number(errors)]),
    ]
  }

  static func radius(_ level: Int, outage: (String, Int), data: (String, Int)) -> BlastRadius {
    BlastRadius(
      level: level,
      dimensions: [
        .init(name: "availability", measured: "1.05 bad minutes, 2.4 % of the budget", level: 1),
        .init(name: "outage", measured: outage.0, level: outage.1),
        .init(name: "data", measured: data.0, level: data.1),
        .init(name: "scope", measured: "100 % of keys", level: level == 1 ? 1 : min(level, 4)),
        .init(name: "latent", measured: "margin 0 for 62 s", level: min(level, 3)),
      ])
  }

  static func score(
    readiness: Int?, reason: String, bits: (Bool, Bool, Bool, Bool),
    phases: (Int?, Int?, Int?, Int?), times: (Double?, Double?, Double?, Double?, Double?),
    source: String? = "alert", actual: BlastRadius?, twin: BlastRadius?, censored: String? = nil,
    tags: [String] = [], inputs: [Score.Input] = []
  ) -> Score {
    func moment(_ value: Double?) -> Nanoseconds? { value.map { .seconds($0) } }
    return Score(
      rubric: "1.0", readiness: readiness, readinessReason: reason,
      bits: .init(
        detected: bits.0, diagnosed: bits.1, contained: bits.2, withinSla: bits.3),
      phases: .init(observe: phases.0, orient: phases.1, decide: phases.2, act: phases.3),
      times: .init(
        t0Ns: moment(times.0), t1Ns: moment(times.1), t1Source: times.1 == nil ? nil : source,
        t2Ns: moment(times.2), t3Ns: moment(times.3), t4Ns: moment(times.4)),
      blastRadius: .init(actual: actual, twin: twin),
      timeToContainmentNs: times.4.flatMap { end in times.0.map { .seconds(end - $0) } },
      censoredReason: censored, tags: tags, inputs: inputs)
  }

  static let environment: [String: JSONValue] = [
    "database_version": "3.4.23", "started_utc": "2026-11-22T14:03:11Z",
    "kernel": "6.1.0-28-amd64", "cygnet_version": "0.1.0", "cores": 2,
  ]

  static func fault(
    _ id: StepName, _ kind: String, on hosts: [HostName], commanded: Double?, effective: Double?,
    healed: Double?, proof: String?, healProved: Bool? = nil
  ) -> FaultRecord {
    FaultRecord(
      id: id, kind: kind, targets: hosts, commandedNs: commanded.map { .seconds($0) },
      effectiveNs: effective.map { .seconds($0) }, healedNs: healed.map { .seconds($0) },
      healProved: healProved ?? (healed != nil), proof: proof)
  }
}

extension Fixtures {
  /// For parameterised tests, which print their arguments.
  static let names = all.map(\.name)

  /// The exercise of that name.
  static func input(_ name: String) -> DebriefInput {
    all.first { $0.name == name }?.input ?? EmptyExercise.input
  }
}
