import Evidence
import Foundation
import LinuxHost

/// Small files of an exercise with people: some are for the owner's eyes only.
enum LiveFiles {
  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func makeFolder(_ path: String) throws(EvidenceError) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw EvidenceError("cannot make \(path): \(error)", hint: "check its permissions")
    }
  }

  /// Writes the file whole or not at all, readable by its owner and nobody else at any moment.
  static func writePrivately(_ text: String, to path: String) throws(EvidenceError) {
    do {
      try PrivateFile.write(text, to: path)
    } catch {
      throw EvidenceError("cannot write \(path): \(error)", hint: "check for free space")
    }
  }

  static func read(_ path: String) throws(EvidenceError) -> Data {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EvidenceError("cannot read \(path)", hint: "give the folder of an exercise")
    }
    return data
  }

  /// Removes a file that holds nothing.
  static func remove(_ path: String) throws(EvidenceError) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw EvidenceError("cannot remove \(path): \(error)", hint: "check its permissions")
    }
  }

  /// Removes what an attempt that never started left behind; records stay.
  static func clear(_ folder: RunFolder) {
    for path in [folder.history, folder.alerts, folder.journal, folder.environment, folder.hosts] {
      try? FileManager.default.removeItem(atPath: path)
    }
    try? FileManager.default.createDirectory(
      atPath: folder.hosts, withIntermediateDirectories: true)
  }
}

extension LiveFiles {
  /// How many bodies were kept.
  static func count(in folder: String) -> Int {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .count { $0.hasSuffix(".body") }
  }
}
