import Vocabulary

/// Records of single exercises to change.
enum TrialSamples {
  static func damage(
    blast: Int = 3, lost: Int? = 0, outage: Double = 10
  ) -> TrialRecord.Damage {
    .init(
      blast: blast, lostWrites: lost, outageNs: .seconds(outage),
      longestWriteGapNs: .seconds(outage))
  }

  static func record(
    _ seed: UInt64, mission: String = "erosion", responder: String = "runbook:good",
    defects: [String] = [], verdict: Validity = .valid, readiness: Int? = 5,
    after: Double? = 12, end: TrialRecord.End = .contained,
    damage: TrialRecord.Damage = damage(), twin: TrialRecord.Damage? = damage(blast: 4, outage: 30),
    gaps: [Gap] = []
  ) -> TrialRecord {
    let isIn = end == .contained || end == .late
    return TrialRecord(
      folder: "f-\(seed)", mission: mission, responder: responder, seed: seed, defects: defects,
      verdict: verdict,
      bits: .init(detected: true, diagnosed: true, contained: isIn, withinSla: end == .contained),
      readiness: responder == "none" ? nil : readiness,
      timeToContainmentNs: after.map { .seconds($0) }, end: end, damage: damage,
      twin: responder == "none" ? nil : twin, gaps: gaps,
      versions: ["database_version": "etcd Version: 3.4.23"])
  }
}
