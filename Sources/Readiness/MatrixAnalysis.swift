package import Vocabulary

/// From the records of single exercises to a matrix of runbooks.
///
/// Shape: pure; the order in which the records come changes nothing.
package enum MatrixAnalysis {
  /// The matrix of all pairs that the records know.
  package static func matrix(of records: [TrialRecord]) -> RunbookMatrix {
    let missions = Set(records.map(\.mission)).sorted()
    let responders = Set(records.map(\.responder)).sorted {
      ($0 == "none" ? 0 : 1, $0) < ($1 == "none" ? 0 : 1, $1)
    }
    let pairs = Dictionary(grouping: records) { [$0.mission, $0.responder] }
    let cells = missions.flatMap { mission in
      responders.compactMap { responder in
        pairs[[mission, responder]].map { cell(mission, responder, $0) }
      }
    }
    return RunbookMatrix(missions: missions, responders: responders, cells: cells)
  }

  private static func cell(
    _ mission: String, _ responder: String, _ records: [TrialRecord]
  ) -> RunbookMatrix.Cell {
    let trials = records.filter(\.isValid)
    func having(_ gap: Gap) -> Int { trials.count { $0.gaps.contains(gap) } }
    return RunbookMatrix.Cell(
      mission: mission, responder: responder, trials: trials.count,
      invalid: records.count - trials.count, held: trials.count(where: \.isHeld),
      absorbed: trials.count { $0.end == .absorbed }, worse: trials.count(where: \.isWorse),
      lossByResponse: having(.lossByResponse), widened: having(.widenedByResponse),
      wrongTarget: having(.wrongTarget),
      timeToContainmentNs: median(
        trials.filter { $0.end != .open }.compactMap(\.timeToContainmentNs)),
      outageNs: median(trials.map(\.damage.outageNs)), blast: trials.map(\.damage.blast).max(),
      lostWrites: trials.compactMap(\.damage.lostWrites).max() ?? 0)
  }

  private static func median(_ values: [Nanoseconds]) -> Nanoseconds? {
    let sorted = values.map(\.rawValue).sorted()
    guard !sorted.isEmpty else { return nil }
    let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
    return Nanoseconds(rawValue: low + (high - low) / 2)
  }
}
