/// Which parameters make a fault milder as they get smaller, so that a search may halve them.
///
/// A new quantity of a fault goes into one of the two sets; a test compares the catalogue.
enum Magnitudes {
  /// `kind parameter`: half of it is half of the harm, or less.
  static let milder: Set<String> = [
    "net.delay delay", "net.delay jitter", "net.loss loss", "net.duplicate duplicate",
    "net.reorder reorder", "net.corrupt corrupt", "disk.slow fsync", "disk.slow read",
    "disk.slow write", "disk.slow jitter", "disk.bit-rot ratio", "disk.error ratio",
    "disk.error times", "clock.step offset", "clock.drift rate", "clock.strobe delta",
  ]

  /// Half of it is more harm, or another fault.
  static let others: Set<String> = [
    "net.rate rate", "disk.full leave", "disk.torn-write at", "backup.take keep",
    "proc.cpu processors", "proc.files open", "proc.crash-loop every", "proc.memory bytes",
    "clock.strobe period",
  ]
}
