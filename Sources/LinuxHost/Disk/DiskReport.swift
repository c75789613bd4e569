package import Vocabulary

/// What a pass-through disk says of itself, one JSON line per request.
package struct DiskReport: Sendable, Equatable, Codable {
  /// Whether the request was understood and done.
  package var ok: Bool
  /// Why not.
  package var error: String?
  /// Whether the kernel has mounted it.
  package var isMounted: Bool
  /// The delays that are in effect.
  package var setting: DiskSetting
  /// How many fsyncs and fdatasyncs have ended since it was mounted.
  package var fsyncCount: Int
  /// How long the last of them took, its delay included.
  package var lastFsyncNs: Nanoseconds
}

/// A request to a pass-through disk, one JSON line; without `set` it only asks for the report.
struct DiskRequest: Sendable, Equatable, Codable {
  var set: DiskSetting?
}
