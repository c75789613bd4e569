package import Findings
import Readiness
import Vocabulary

/// What a run folder says to triage: the bridge from evidence to findings.
package enum Outcomes {
  /// What one exercise says, against its twin where one was played.
  ///
  /// - Parameters:
  ///   - named: the run's name in the journal; nil takes the last two parts of its path, so that
  ///     a folder that was moved is the same run.
  package static func outcome(
    _ run: Assessment, twin: Assessment?, named: String? = nil
  ) -> ExerciseOutcome {
    let after = Trials.aftermath(run, twin: twin)
    let record = Trials.record(run, twin: twin)
    let name =
      named ?? run.record.folder.path.split(separator: "/").suffix(2).joined(separator: "/")
    let claimed = run.verdicts.filter { $0.detail["claimed"]?.flag == true }
    return ExerciseOutcome(
      record: record, run: name, began: run.record.environment["started_utc"]?.text ?? "",
      service: run.record.constants.service.name, family: run.record.plan.family,
      claims: Dictionary(claimed.map { ($0.checker, $0.result) }) { $0.merged(with: $1) },
      possible: after.possible,
      sightings: after.seen.map { .init(gap: $0.gap, about: $0.about, seen: sighting($0)) },
      agreed: GapWorkshop(record.gaps, log: run.record.people.log).entries)
  }

  /// What a run folder says, with the twin inside it.
  package static func outcome(
    _ folder: RunFolder, named: String? = nil
  ) throws(EvidenceError) -> ExerciseOutcome {
    let (run, twin) = try Derivation.assess(folder)
    return outcome(run, twin: twin, named: named)
  }

  private static func sighting(_ seen: SeenGap) -> FindingSighting {
    FindingSighting(
      text: seen.text, events: seen.events, fromNs: seen.fromNs, toNs: seen.toNs,
      recordings: seen.recordings, witness: seen.witness)
  }
}
