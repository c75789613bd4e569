import Readiness
package import Vocabulary

/// The line of a table of trials that each run folder gives; the same bytes each time.
package enum Trials {
  /// What one exercise says, against its twin where one was played.
  package static func record(_ run: Assessment, twin: Assessment?) -> TrialRecord {
    let record = run.record
    let after = aftermath(run, twin: twin)
    let versions = ["database_version", "kernel", "cygnet_version"].compactMap { name in
      record.environment[name]?.text.map { (name, $0) }
    }
    return TrialRecord(
      folder: String(record.folder.path.split(separator: "/").last ?? ""),
      mission: record.plan.mission, responder: record.responder, seed: record.plan.seed,
      defects: run.defects, verdict: run.claimed, bits: run.score.bits,
      readiness: run.score.readiness, timeToContainmentNs: run.score.timeToContainmentNs,
      end: after.end, damage: damage(run, after),
      twin: twin.map { damage($0, aftermath($0, twin: nil)) }, gaps: after.gaps,
      hasActed: after.hasActed, versions: Dictionary(uniqueKeysWithValues: versions))
  }

  /// The line of a run folder with the twin inside it.
  package static func record(_ folder: RunFolder) throws(EvidenceError) -> TrialRecord {
    let (run, twin) = try Derivation.assess(folder)
    return record(run, twin: twin)
  }

  private static func damage(_ run: Assessment, _ after: Aftermath) -> TrialRecord.Damage {
    var damage = TrialRecord.Damage(
      blast: run.score.blastRadius.actual?.level ?? 1, lostWrites: after.lostWrites,
      outageNs: after.outageNs, longestWriteGapNs: run.longestWriteGapNs)
    damage.longestWriteGapDuringFaultNs = run.longestWriteGapDuringFaultNs
    damage.longestWriteGapAfterHealNs = run.longestWriteGapAfterHealNs
    return damage
  }

  static func aftermath(_ run: Assessment, twin: Assessment?) -> Aftermath {
    Aftermath(
      plan: run.record.plan, run: run.recorded, twin: twin?.recorded, score: run.score,
      service: run.record.constants.service.adapted(toLive: run.record.plan.liveBudget))
  }
}

/// Tables over several run folders.
extension Trials {
  /// One table a mission and responder.
  package static func tables(of records: [TrialRecord]) -> [TrialTable] {
    TrialAnalysis.tables(of: records)
  }

  /// Every responder against every mission.
  package static func matrix(of records: [TrialRecord]) -> RunbookMatrix {
    MatrixAnalysis.matrix(of: records)
  }

  /// One mission's line of a track record.
  package static func entry(_ mission: Mission, records: [TrialRecord]) -> TrackRecord.Entry {
    TrackRecordAnalysis.entry(mission, records: records)
  }
}
