import Vocabulary

/// What attribution knows of the kinds of steps and actions: data, never literals in a rule.
///
/// Source: `docs/reference/attribution.md`, "What a kind does".
enum AttributionTables {
  /// Take acknowledged data away by themselves.
  static let discarding: Set<String> = [
    "operator.force-new-cluster", "operator.stale-member", "operator.old-snapshot",
    "operator.rewind", "operator.wrong-restore", "backup.restore", "disk.bit-rot",
  ]
  /// Leave two truths behind, so that what is acknowledged afterwards may go as well.
  static let dividing: Set<String> = [
    "operator.force-new-cluster", "operator.stale-member", "operator.old-snapshot", "disk.bit-rot",
  ]
  /// Are over as soon as they took effect; everything else lasts until it is healed.
  static let momentary: Set<String> = [
    "operator.restart", "operator.move-leader", "maintenance.start", "maintenance.add-member",
    "maintenance.upgrade", "maintenance.configure", "backup.take", "backup.mark",
    "operator.resume-manager",
  ]
  /// End a database's processes, so that a disk may drop what it had not kept.
  static let crashing: Set<String> = [
    "proc.kill", "proc.restart", "proc.crash-loop", "host.crash", "operator.restart",
    "maintenance.stop",
  ]
  /// Take a member out until somebody puts it back.
  static let stopping: Set<String> = ["maintenance.stop"]
  /// Put a member back into service.
  static let restoring: Set<String> = [
    "maintenance.start", "operator.restart", "maintenance.add-member", "backup.restore",
  ]
  /// Failures closer together than this belong to one stretch.
  static let gap = Nanoseconds.milliseconds(500)
  /// How long after the last healing trouble that goes on still belongs to what was healed.
  static let recovery = Nanoseconds.seconds(10)
  /// What begins during trouble takes the rest where fewer writes than this share are left.
  static let worse = 0.5

  /// Whether a step makes the disk acknowledge syncs that it does not do.
  static func isLying(_ step: PlannedStep) -> Bool {
    step.kind == "disk.lost-fsync" && step.parameters["mode"] == .text("lying")
  }
}
