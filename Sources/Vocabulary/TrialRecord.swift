/// What one exercise says of its mission and its responder: one line of a table of trials.
///
/// Units: times in ns; `lostWrites` is nil where the checkers could not tell.
package struct TrialRecord: Sendable, Equatable, Codable {
  /// The last part of the run folder's path.
  package var folder: String
  /// The mission's name.
  package var mission: String
  /// `none`, `people` or `runbook:<name>`.
  package var responder: String
  /// Every choice that the mission left open came from it.
  package var seed: UInt64
  /// Why the exercise itself is invalid; such a one is no trial of its mission.
  package var defects: [String]
  /// The worst verdict on what the database claims.
  package var verdict: Validity
  /// The four bits of readiness.
  package var bits: Score.Bits
  /// 1–5; nil where nobody responded or nothing had to be done.
  package var readiness: Int?
  /// T4 − T0; nil where it was not contained.
  package var timeToContainmentNs: Nanoseconds?
  /// How it ended for whoever is on call.
  package var end: End
  /// The damage as it went.
  package var damage: Damage
  /// The damage of the same plan with nobody responding; nil where no twin was run.
  package var twin: Damage?
  /// What the facts show to be missing.
  package var gaps: [Gap]
  /// Whether the responder changed anything or tried to; nil where an older record does not say.
  package var hasActed: Bool?
  /// `database_version`, `kernel` and `cygnet_version` of the run's environment.
  package var versions: [String: String]

  /// How it ended.
  package enum End: String, Sendable, Codable, CaseIterable {
    /// Contained by a response or by automation, within the SLA.
    case contained
    /// Contained, but later than the SLA.
    case late
    /// Not contained, or only by the fault's own end.
    case open
    /// The containment predicate never broke, so there was nothing to contain.
    case absorbed
  }

  /// What was broken.
  package struct Damage: Sendable, Equatable, Codable {
    /// Blast radius, 1–5.
    package var blast: Int
    /// Acknowledged writes known to be lost; nil where the checkers could not tell.
    package var lostWrites: Int?
    /// Time in which at least half of the writes failed.
    package var outageNs: Nanoseconds
    /// Longest time without an acknowledged write.
    package var longestWriteGapNs: Nanoseconds
    /// The same while the first fault held; nil where none was injected.
    package var longestWriteGapDuringFaultNs: Nanoseconds?
    /// The same after its healing; nil where none was healed.
    package var longestWriteGapAfterHealNs: Nanoseconds?

    /// Damage as it was measured.
    package init(
      blast: Int, lostWrites: Int?, outageNs: Nanoseconds, longestWriteGapNs: Nanoseconds
    ) {
      self.blast = blast
      self.lostWrites = lostWrites
      self.outageNs = outageNs
      self.longestWriteGapNs = longestWriteGapNs
    }
  }

  /// All parts at once.
  package init(
    folder: String, mission: String, responder: String, seed: UInt64, defects: [String],
    verdict: Validity, bits: Score.Bits, readiness: Int?, timeToContainmentNs: Nanoseconds?,
    end: End, damage: Damage, twin: Damage?, gaps: [Gap], hasActed: Bool? = nil,
    versions: [String: String]
  ) {
    self.folder = folder
    self.mission = mission
    self.responder = responder
    self.seed = seed
    self.defects = defects
    self.verdict = verdict
    self.bits = bits
    self.readiness = readiness
    self.timeToContainmentNs = timeToContainmentNs
    self.end = end
    self.damage = damage
    self.twin = twin
    self.gaps = gaps
    self.hasActed = hasActed
    self.versions = versions
  }

  /// Whether every fault was proved and healed.
  package var isValid: Bool { defects.isEmpty }

  /// Whether users were well in time: contained within the SLA, or never in need of it.
  package var isHeld: Bool { end == .contained || end == .absorbed }

  /// Whether the response did more damage than nobody responding would have.
  ///
  /// Who changed nothing did none: what differs from the twin is the database's own chance.
  package var isWorse: Bool {
    guard responder != "none", hasActed != false, let twin else { return false }
    return damage.isWorse(than: twin)
  }
}

extension TrialRecord.Damage {
  /// Two runs of one plan differ by this much by chance: the margin of a comparison of outages.
  package static let chanceNs = Nanoseconds.seconds(2)

  /// More lost writes, a larger blast radius, or an outage longer by more than chance and a fifth.
  package func isWorse(than other: Self) -> Bool {
    if blast > other.blast || (lostWrites ?? 0) > (other.lostWrites ?? 0) { return true }
    let margin = max(Self.chanceNs, Nanoseconds(rawValue: other.outageNs.rawValue / 5))
    return outageNs > other.outageNs + margin
  }
}
