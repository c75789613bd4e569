import Evidence
import Foundation

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
    let draft = path + ".new"
    let files = FileManager.default
    try? files.removeItem(atPath: draft)
    guard
      files.createFile(
        atPath: draft, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    else { throw EvidenceError("cannot write \(path)", hint: "check for free space") }
    do {
      if files.fileExists(atPath: path) {
        _ = try files.replaceItemAt(
          URL(fileURLWithPath: path), withItemAt: URL(fileURLWithPath: draft))
      } else {
        try files.moveItem(atPath: draft, toPath: path)
      }
      try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
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
