/// Names of the files that probes make on a data disk.
package enum ProbeFile {
  /// No probe's; made for the probe of one fault; made by a probe and touched by no fault.
  enum Kind: Sendable {
    case ordinary, probe, quiet
  }

  /// How the names of files begin that no fault touches.
  package static let quietPrefix = ".cygnet-quiet-"
  private static let probePrefix = ".cygnet-try-"

  /// How the names of files begin that only this fault touches.
  package static func prefix(of fault: String) -> String {
    let digits = String(SeededRandom.hash(fault), radix: 16)
    return probePrefix + String(repeating: "0", count: 16 - digits.count) + digits + "-"
  }

  /// The last part of a path.
  static func name(in path: String) -> Substring {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path[...] }
    return path[path.utf8.index(after: slash)...]
  }

  /// Whether a path names no probe's file.
  package static func isOrdinary(_ path: String) -> Bool { kind(of: path) == .ordinary }

  /// Whether a path names a file that no fault touches.
  package static func isQuiet(_ path: String) -> Bool { kind(of: path) == .quiet }

  private static let mark = ".cygnet-"

  /// What the last part of a path says of its file.
  static func kind(of path: String) -> Kind {
    let name = name(in: path)
    guard name.hasPrefix(mark) else { return .ordinary }
    if name.hasPrefix(quietPrefix) { return .quiet }
    return name.hasPrefix(probePrefix) ? .probe : .ordinary
  }
}
