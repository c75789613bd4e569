extension TimelineEvent.Kind {
  /// system: a backup is written; fields `name`, `revision`, `position`, `keys`, `bytes`, `hash`,
  /// `truncated`.
  package static let backupTaken: Self = "backup.taken"
  /// white: a restore was tried; fields `recovered`, `from`, `hosts`, `revision`, `lost`, `file`.
  package static let restoreTried: Self = "restore.tried"
  /// system: a command goes to another cluster than the one of the exercise; see the reference.
  package static let wrongTargetSeen: Self = "wrong-target.seen"
}
