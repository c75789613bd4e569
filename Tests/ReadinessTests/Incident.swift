import Readiness
import Vocabulary

/// A recorded exercise to put failed operations of: steps, moves of blue, and what went wrong.
struct Incident {
  var steps: [PlannedStep] = []
  var events: [TimelineEvent] = []
  var operations: [FailedOperation] = []
  /// Acknowledged writes a second, each from its moment on.
  var rates: [(from: Double, perS: Int)] = [(0, 400)]
  var ablation: Ablation?
  var workload = "register"

  /// A step with its events; nil leaves out the proof, or the healing.
  mutating func step(
    _ name: StepName, _ kind: String, on hosts: [HostName] = ["n1"], at start: Double,
    effective: Double? = nil, healed: Double? = nil, isProved: Bool = true,
    parameters: [String: ParameterValue] = [:]
  ) {
    let isFault =
      !kind.hasPrefix("operator.") && !kind.hasPrefix("maintenance.")
      && !kind.hasPrefix("backup.")
    steps.append(
      PlannedStep(
        name: name, verb: isFault ? .inject : .operate, kind: kind, start: .at(.seconds(start)),
        lifeNs: nil, hosts: hosts, links: [], parameters: parameters, cure: nil))
    add(start, .red, .stepCommanded, step: name)
    if isProved { add(effective ?? start + 0.1, .red, .stepEffective, step: name) }
    if let healed { add(healed, .red, .healProved, step: name) }
  }

  /// An action of blue.
  mutating func action(
    _ kind: String, on host: HostName = "n2", from start: Double, to end: Double, exit: Int64 = 0
  ) {
    add(
      end, .blue, .actionExecuted, host: host,
      [
        "action": .string(kind), "hosts": [.string(host.rawValue)], "exit": .integer(exit),
        "mutating": true, "started_ns": .integer(Nanoseconds.seconds(start).rawValue),
      ])
  }

  /// Failures every 100 ms, each of 50 ms.
  mutating func fail(
    _ harm: FailedOperation.Harm = .refused, from start: Double, to end: Double
  ) {
    var time = start
    while time < end - 1e-9 {
      operations.append(.init(harm, sinceNs: .seconds(time), knownNs: .seconds(time + 0.05)))
      time += 0.1
    }
  }

  private mutating func add(
    _ time: Double, _ lane: TimelineEvent.Lane, _ kind: TimelineEvent.Kind,
    step: StepName? = nil, host: HostName? = nil, _ fields: [String: JSONValue] = [:]
  ) {
    events.append(
      .init(
        sequence: events.count, timeNs: .seconds(time), lane: lane, kind: kind, step: step,
        host: host, fields: fields))
  }

  var plan: Plan {
    var plan = Rehearsal.plan
    plan.steps = steps
    plan.workload.ratePerS = nil
    plan.workload.kind = workload
    return plan
  }

  var series: WriteSeries {
    WriteSeries(
      bucketNs: .milliseconds(250),
      buckets: (0..<240).map { index in
        let time = Double(index) / 4
        let rate = rates.last { $0.from <= time }?.perS ?? 0
        return .init(acknowledged: rate / 4, unacknowledged: 0, p50Ns: nil, p99Ns: nil)
      })
  }

  var attribution: Attribution {
    Attributing.attribute(
      operations, plan: plan, timeline: events, series: series, ablation: ablation)
  }

  /// Cause and name of every entry, with how many operations.
  var blames: [String] {
    attribution.entries.map { "\($0.cause.rawValue): \($0.name) × \($0.counts.sum)" }
  }
}
