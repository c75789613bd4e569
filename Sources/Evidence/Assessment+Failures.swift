import Consistency
package import Vocabulary

extension Assessment {
  /// In which ways it failed, the gravest first: refuted claims, then gaps, then an outage.
  ///
  /// Shape: empty where nothing failed, and where the exercise was invalid.
  package func failures(twin: Assessment?) -> [FailureSign] {
    guard isValid else { return [] }
    var signs = Self.refuted(verdicts)
    signs += Trials.record(self, twin: twin).gaps.map { .gap($0) }
    let outage = score.blastRadius.actual?.dimensions.first { $0.name == "outage" }
    // Level 1 is no outage at all.
    if let level = outage?.level, level > 1 { signs.append(.outage(level: level)) }
    return signs
  }

  /// Claims that were refuted, each with the names of its anomalies; lost writes before all others.
  private static func refuted(_ verdicts: [Verdict]) -> [FailureSign] {
    let found = verdicts.filter { $0.result == .invalid && $0.detail["claimed"]?.flag == true }
    let durability = Durability().name
    let ordered =
      found.filter { $0.checker == durability } + found.filter { $0.checker != durability }
    return ordered.flatMap { verdict -> [FailureSign] in
      var names: [String] = []
      for anomaly in verdict.anomalies where !names.contains(anomaly.name) {
        names.append(anomaly.name)
      }
      if names.isEmpty { names = ["refuted"] }
      return names.map { .claim(checker: verdict.checker, anomaly: $0) }
    }
  }
}
