import Exercises
import Vocabulary

/// What is measured against what stops the exercise, in words for people.
enum LiveGauges {
  static func all(_ now: ConductorGauges?, plan: Plan, watching: Int) -> [Gauge] {
    guard let now else { return [] }
    let window = plan.budget.windowNs.inSeconds
    var gauges = [
      Gauge(
        label: "writes",
        value: "\(now.writesPerSecond)/s, \(percent(now.writeSuccess)) acknowledged",
        share: now.writeSuccess.map { 1 - $0 }),
      Gauge(
        label: "redundancy", value: now.redundancy.map { "\($0) may still fail" } ?? "unknown",
        share: now.redundancy.map { $0 == 0 ? 1 : 1 / Double($0 + 1) }),
      Gauge(
        label: "lost writes", value: "\(now.lost)", share: now.lost == 0 ? 0 : 1),
      Gauge(
        label: "window", value: "\(seconds(now.exerciseNs)) of \(seconds(plan.budget.windowNs))",
        share: window > 0 ? min(1, max(0, now.exerciseNs.inSeconds / window)) : nil),
      Gauge(
        label: "leader", value: now.leader?.rawValue ?? "none", share: nil),
      Gauge(
        label: "faults in place",
        value: now.heldFaults.isEmpty
          ? "none" : now.heldFaults.map(\.rawValue).joined(separator: ", "), share: nil),
      Gauge(label: "watching", value: "\(watching)", share: nil),
    ]
    gauges += plan.limits.stopWhen.map {
      Gauge(label: "limit", value: LimitWatch.words($0), share: nil)
    }
    return gauges
  }

  private static func percent(_ share: Double?) -> String {
    share.map { "\(Int(($0 * 100).rounded())) %" } ?? "–"
  }

  private static func seconds(_ span: Nanoseconds) -> String { "\(Int(span.inSeconds)) s" }
}
