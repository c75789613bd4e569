/// What one service promises its users: the constants against which damage is measured.
///
/// Shape: versioned data; `standard` is a 99.9 % service whose RTO is the mission's SLA.
/// Units: shares as fractions of 1; times in ns of a live exercise.
package struct ServiceConstants: Sendable, Equatable, Codable {
  /// The service's name.
  package var name: String
  /// Shown next to the score.
  package var version: String
  /// Share of requests that must succeed over the period.
  package var objective: Double
  /// Over how many days the error budget runs.
  package var budgetDays: Double
  /// Recovery time objective; nil takes the mission's SLA.
  package var recoveryTimeNs: Nanoseconds?
  /// Recovery point objective: a restore that loses no more than this is a recovery.
  package var recoveryPointNs: Nanoseconds? = .seconds(900)
  /// An outage longer than this and than the RTO is extended.
  package var extendedOutageNs: Nanoseconds
  /// The window of a live exercise: the time scale of rehearsals whose live SLA is not known.
  package var liveWindowNs: Nanoseconds
  /// The SLA of a live exercise, which gives rehearsals their time scale; nil where not known.
  package var liveSlaNs: Nanoseconds?
  /// Upper bounds of levels 1, 2 and 3 for the share of the error budget.
  package var budgetShares: [Double]
  /// Upper bounds of levels 1, 2 and 3 for the share of keys hit.
  package var scopeShares: [Double]
  /// Share of failing requests from which it is an outage.
  package var outageShare: Double
  /// Up to here an outage is level 2.
  package var shortOutageNs: Nanoseconds
  /// Up to here reduced redundancy is short.
  package var shortExposureNs: Nanoseconds
  /// Checkers whose anomalies are lost acknowledged writes.
  package var lossCheckers: [String]
  /// Anomalies that are lost or corrupt data.
  package var lossNames: [String]
  /// Anomalies that heal themselves.
  package var staleNames: [String]

  /// 99.9 % over 30 days, live windows of three hours.
  package static let standard = ServiceConstants(
    name: "default", version: "1", objective: 0.999, budgetDays: 30, recoveryTimeNs: nil,
    extendedOutageNs: .seconds(3_600), liveWindowNs: .seconds(10_800),
    budgetShares: [0.05, 0.25, 1], scopeShares: [0.01, 0.1, 0.5], outageShare: 0.5,
    shortOutageNs: .seconds(60), shortExposureNs: .seconds(600),
    lossCheckers: ["durability", "no-acknowledged-loss"],
    lossNames: ["lost write", "lost acknowledged write", "corrupt value"],
    staleNames: ["stale read"])

  /// The error budget of the period.
  package var errorBudgetNs: Nanoseconds {
    .seconds(budgetDays * 86_400 * (1 - objective))
  }

  /// The constants of a mission that says how long its live exercise and its live SLA are.
  package func adapted(toLive budget: Budget) -> ServiceConstants {
    var constants = self
    constants.liveWindowNs = budget.windowNs
    constants.liveSlaNs = budget.slaNs
    constants.recoveryTimeNs = recoveryTimeNs ?? budget.slaNs
    return constants
  }

  /// How many live seconds one second of a rehearsal stands for; never less than one.
  ///
  /// The SLA is what a rehearsal compresses: the time that a response may take. The windows would
  /// exaggerate, for a live one also holds the quiet hours around the fault.
  package func timeScale(of budget: Budget) -> Double {
    let (live, own) = liveSlaNs.map { ($0, budget.slaNs) } ?? (liveWindowNs, budget.windowNs)
    guard own > .zero else { return 1 }
    return max(1, Double(live.rawValue) / Double(own.rawValue))
  }
}
