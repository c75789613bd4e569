package import Vocabulary

/// From trials to a track record: what was found, against what the mission's author expects.
///
/// Shape: pure. A mission without `expect` claims that it comes out valid, and contained where it
///        names a runbook.
package enum TrackRecordAnalysis {
  /// The share of trials from which a runbook contains a mission: four of five.
  package static let containedShare = 0.8

  /// The entry of a mission; records of other missions are passed over.
  package static func entry(_ mission: Mission, records: [TrialRecord]) -> TrackRecord.Entry {
    let own = mission.blue.runbook.map { "runbook:\($0)" }
    let tempting = mission.blue.tempting.map { "runbook:\($0)" }
    let roles: [(TrackRecord.Role, String?)] = [
      (.runbook, own), (.tempting, tempting), (.nobody, "none"),
    ]
    let played = roles.compactMap { role, responder -> TrackRecord.Played? in
      let trials = records.filter { $0.mission == mission.name && $0.responder == responder }
      return trials.isEmpty
        ? nil : .init(role: role, table: TrialAnalysis.table(of: trials))
    }
    var judge = ExpectationJudge(mission: mission, played: played)
    judge.judge()
    return TrackRecord.Entry(mission: mission, played: played, unmet: judge.unmet)
  }
}

/// Compares the tables of one mission with what must come out.
private struct ExpectationJudge {
  let mission: Mission
  let played: [TrackRecord.Played]
  var unmet: [String] = []

  init(mission: Mission, played: [TrackRecord.Played]) {
    self.mission = mission
    self.played = played
  }

  private func trials(_ role: TrackRecord.Role) -> [TrialRecord] {
    played.first { $0.role == role }?.table.trials ?? []
  }

  mutating func judge() {
    for one in played where !one.table.invalid.isEmpty {
      let all = one.table.trials.count + one.table.invalid.count
      unmet.append("\(one.table.invalid.count) of \(all) exercises with \(words(one.role)) invalid")
    }
    let role: TrackRecord.Role = mission.blue.runbook == nil ? .nobody : .runbook
    let own = trials(role)
    guard !own.isEmpty else {
      unmet.append("no valid trial with \(words(role))")
      return
    }
    judgeClaims(own, with: words(role))
    judgeContainment(own, with: words(role))
    if mission.blue.tempting != nil { judgeTempting(own) }
  }

  private func words(_ role: TrackRecord.Role) -> String {
    switch role {
    case .runbook: "its runbook"
    case .tempting: "the tempting runbook"
    case .nobody: "nobody"
    }
  }

  private mutating func judgeClaims(_ own: [TrialRecord], with player: String) {
    let verdict = mission.expect?.verdict ?? .valid
    let others = own.filter { $0.verdict != verdict }
    if !others.isEmpty {
      let found = Set(others.map(\.verdict.rawValue)).sorted().joined(separator: " or ")
      unmet.append(
        "verdict \(found) in \(others.count) of \(own.count) trials with \(player), "
          + "expected \(verdict.rawValue)")
    }
    guard let lost = mission.expect?.lost else { return }
    let off = own.filter { !($0.damage.lostWrites.map { lost.holds(Double($0)) } ?? false) }
    if !off.isEmpty {
      let counts = off.map { $0.damage.lostWrites.map(String.init) ?? "unknown" }
      let bound = Figures.fixed(lost.value, 0)
      unmet.append(
        "lost writes \(counts.joined(separator: ", ")) with \(player), "
          + "expected \(lost.comparison.rawValue) \(bound)")
    }
  }

  private mutating func judgeContainment(_ own: [TrialRecord], with player: String) {
    let usual: Bool? = mission.blue.runbook == nil ? nil : true
    guard let isWanted = mission.expect?.contained ?? usual else { return }
    let held = own.count(where: \.isHeld)
    let isHeld = isContained(own)
    let isFree =
      Double(own.count - held) >= TrackRecordAnalysis.containedShare * Double(own.count)
    if isWanted ? !isHeld : !isFree {
      unmet.append(
        "contained within the SLA in \(held) of \(own.count) trials with \(player), expected "
          + (isWanted ? "at least four of five" : "at most one of five"))
    }
  }

  private func isContained(_ trials: [TrialRecord]) -> Bool {
    let held = Double(trials.count(where: \.isHeld))
    return !trials.isEmpty && held >= TrackRecordAnalysis.containedShare * Double(trials.count)
  }

  /// The tempting runbook must fail or do harm, and nobody must do worse than the right one.
  ///
  /// Where it is right to wait, who responds waits like nobody, and must only do no worse.
  private mutating func judgeTempting(_ own: [TrialRecord]) {
    let wrong = trials(.tempting)
    guard !wrong.isEmpty else {
      unmet.append("no valid trial with the tempting runbook")
      return
    }
    let harm: Set<Gap> = [.wrongTarget, .lossByResponse, .widenedByResponse]
    let harmful = wrong.count { $0.isWorse || !harm.isDisjoint(with: $0.gaps) }
    if isContained(wrong) && 2 * harmful < wrong.count {
      unmet.append("the tempting runbook contains it as well, and does no harm")
    }
    judgeDamage(own, without: trials(.nobody))
  }

  /// A radius is one of five levels. Of two that are as large the one that lost fewer writes is
  /// smaller; where none lost any, the one whose every outage is shorter than all of the other's.
  private mutating func judgeDamage(_ own: [TrialRecord], without: [TrialRecord]) {
    guard let left = median(without.map(\.damage.blast)),
      let right = median(own.map(\.damage.blast)), left <= right
    else { return }
    let isWaiting = mission.blue.responses.preferred == ["wait"]
    var losses = ""
    if left == right, let lostLeft = lost(without), let lostRight = lost(own) {
      if lostRight < lostLeft || isWaiting && lostRight == lostLeft { return }
      if areWhole(without + own), isShorter(own, than: without) { return }
      if lostRight > 0 { losses = ", lost writes \(level(lostLeft)) and \(level(lostRight))" }
    }
    unmet.append(
      "the blast radius with nobody is \(level(left)), with its runbook \(level(right))\(losses): "
        + "expected \(isWaiting ? "no more" : "less") with its runbook")
  }

  private func areWhole(_ trials: [TrialRecord]) -> Bool {
    trials.allSatisfy { $0.damage.lostWrites == 0 }
  }

  private func isShorter(_ own: [TrialRecord], than others: [TrialRecord]) -> Bool {
    guard let longest = own.map(\.damage.outageNs).max(),
      let shortest = others.map(\.damage.outageNs).min()
    else { return false }
    return longest < shortest
  }

  /// Nil where the checkers could not tell of every trial.
  private func lost(_ trials: [TrialRecord]) -> Double? {
    let counts = trials.compactMap(\.damage.lostWrites)
    return counts.count == trials.count ? median(counts) : nil
  }

  private func median(_ levels: [Int]) -> Double? {
    TrialAnalysis.spread("", "", levels.map(Double.init))?.median
  }

  private func level(_ value: Double) -> String {
    Figures.fixed(value, value == value.rounded() ? 0 : 1)
  }
}
