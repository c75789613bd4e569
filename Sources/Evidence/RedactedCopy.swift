import Exercises
import Foundation
package import Vocabulary

/// A copy of a run folder without secrets, with chains and a SEAL of its own.
///
/// Shape:  two passes: what the patterns find, and then what they found, wherever else it stands.
///         `redaction.json` says what was taken out of each file, and names the SEAL of the
///         original. Files that are nobody's business (people, salt) and binary files other than
///         histories are left out and named.
/// Errors: a folder that is not sealed or was changed since, a copy that is there already.
package enum RedactedCopy {
  /// Makes the copy; returns what `redaction.json` says.
  package static func make(
    of folder: RunFolder, at copy: RunFolder, declared: [DeclaredPattern] = []
  ) throws -> RedactionReport {
    let seal = try SealedFiles.seal(of: folder)
    guard !FileManager.default.fileExists(atPath: copy.path) else {
      throw EvidenceError("\(copy.path) is there already", hint: "name a folder that is new")
    }
    let files = try SealedFiles.list(folder)
    let first = try Redactor(declared: declared)
    var known: Set<String> = []
    for file in files where !file.isLeftOut {
      known.formUnion(RedactedFile.secrets(of: file, with: first).filter(isTelling))
    }
    let redactor = try Redactor(declared: declared, known: known.sorted())
    var report = RedactionReport(
      originalSeal: seal, patterns: RedactionPattern.builtIn.map(\.name) + declared.map(\.name))
    for file in files {
      guard !file.isLeftOut, let bytes = RedactedFile.clean(file, with: redactor) else {
        report.leftOut.append(file.path)
        continue
      }
      if !bytes.counts.isEmpty { report.removed[file.path] = bytes.counts }
      try write(bytes.data, to: copy.path + "/" + file.path)
    }
    try write(
      Data(CanonicalJSON.document(report).utf8), to: copy.path + "/redaction.json")
    try Seal.write(copy)
    return report
  }

  /// Whether a secret is long and odd enough to be looked for outside of its context: “password=ok”
  /// must not take every “ok” out of the evidence.
  static func isTelling(_ secret: String) -> Bool {
    let bytes = secret.utf8
    let isOdd =
      bytes.contains { $0.isASCIIDigit } && bytes.contains { !$0.isASCIIDigit }
      && !bytes.contains(32)
    return bytes.count >= 16 && !bytes.contains(32) || bytes.count >= 8 && isOdd
  }

  private static func write(_ data: Data, to path: String) throws {
    let place = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: place.deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    guard
      FileManager.default.createFile(
        atPath: path, contents: data, attributes: [.posixPermissions: 0o600])
    else { throw EvidenceError("cannot write \(path)", hint: "check for free space") }
  }
}

extension UInt8 {
  fileprivate var isASCIIDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}
