import Vocabulary

/// What the verdicts say about acknowledged writes, in the classes of the blast radius.
struct LossCount: Equatable {
  /// Acknowledged writes known to be lost or corrupt.
  var lost = 0
  /// Reads that were behind and right again later.
  var stale = 0
  /// Everything else that breaks the claimed order.
  var disordered = 0
  /// Keys that are named by an anomaly.
  var keys: Set<String> = []
  /// Checkers that could not decide.
  var undecided: [String] = []

  init(_ verdicts: [Verdict], service: ServiceConstants) {
    var lostKeys: Set<String> = []
    var counted = 0
    var lostWithoutKey = 0
    for verdict in verdicts {
      if verdict.result == .unknown { undecided.append(verdict.checker) }
      guard verdict.result == .invalid else { continue }
      let isLossChecker = service.lossCheckers.contains(verdict.checker)
      // Anomalies are the worst few; the checker's own count is the whole.
      counted = max(counted, Int(verdict.detail["lost"]?.whole ?? 0))
      if verdict.anomalies.isEmpty {
        if isLossChecker { lostWithoutKey += 1 } else { disordered += 1 }
      }
      for anomaly in verdict.anomalies {
        if let key = anomaly.key { keys.insert(key) }
        let name = anomaly.name.lowercased()
        if isLossChecker || service.lossNames.contains(name) {
          // Two checkers that see the same key lose it once.
          if let key = anomaly.key { lostKeys.insert(key) } else { lostWithoutKey += 1 }
        } else if service.staleNames.contains(name) {
          stale += 1
        } else {
          disordered += 1
        }
      }
    }
    lost = max(counted, lostKeys.count + lostWithoutKey)
    undecided.sort()
  }
}
