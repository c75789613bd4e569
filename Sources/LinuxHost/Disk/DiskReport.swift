package import Vocabulary

/// What a pass-through disk says of itself, one JSON line per request.
package struct DiskReport: Sendable, Equatable, Codable {
  /// Whether the request was understood and done.
  package var ok: Bool
  /// Why not.
  package var error: String?
  /// Whether the kernel has mounted it.
  package var isMounted: Bool
  /// The rules that are in effect.
  package var setting: DiskSetting
  /// How many fsyncs and fdatasyncs have ended since it was mounted.
  package var fsyncCount: Int
  /// How long the last of them took, its delay included.
  package var lastFsyncNs: Nanoseconds
  /// What was done to calls that were not a probe's, by the fault that did it.
  package var tallies: [String: DiskTally] = [:]
  /// How many files each fault's pattern chooses now; only where that was asked.
  package var chosenFiles: [String: Int]?
  /// What the cut of the power that was asked for took back; only then.
  package var loss: PowerLoss?
}

/// What one fault did to calls so far; calls of probes do not count.
package struct DiskTally: Sendable, Equatable, Codable {
  /// Calls that were made to wait.
  package var delayed = 0
  /// Calls that were given an error.
  package var failed = 0
  /// Calls that were refused for lack of space.
  package var refused = 0
  /// Calls that did not come back until the fault was healed or their caller was killed.
  package var stalled = 0
  /// Syncs that were acknowledged and not done.
  package var lied = 0
  /// Bits that were flipped in what was read.
  package var flippedBits = 0

  /// What it did, in words; empty where it did nothing.
  package var words: String {
    let parts = [
      ("delayed", delayed), ("failed", failed), ("refused", refused), ("stalled", stalled),
      ("acknowledged and not done", lied), ("bits flipped", flippedBits),
    ]
    return parts.compactMap { $0.1 == 0 ? nil : "\($0.1) \($0.0)" }.joined(separator: ", ")
  }
}

/// What a cut of the power took back.
package struct PowerLoss: Sendable, Equatable, Codable {
  /// Files that are not as they were a moment before.
  package var files = 0
  /// Bytes that were given back what they held before, or cut off.
  package var bytes: Int64 = 0
  /// Files of whose last write a part survived.
  package var torn = 0
  /// Files that could not be put back, with the reason.
  package var failures: [String] = []
}

/// A request to a pass-through disk, one JSON line; an empty one only asks for the report.
struct DiskRequest: Sendable, Equatable, Codable {
  /// Replaces all rules.
  var set: DiskSetting?
  /// The power goes: syncs are not answered any more, so that what is under way stays unsynced.
  var holdsSyncs: Bool?
  /// The power is gone and back: what was not durable vanishes.
  var cutsPower: Bool?
  /// Cuts it for the files only whose names begin like this.
  var onlyFiles: String?
  /// Whether the answer says how many files each rule chooses.
  var countsFiles: Bool?
}
