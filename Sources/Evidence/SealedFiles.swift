import Exercises
import Foundation

/// The files of a sealed run folder, read without following anything out of it.
struct SealedFiles {
  /// One file.
  struct File {
    /// Within the folder.
    var path: String
    var data: Data
    var kind: EvidenceKind { EvidenceKind.of(path) }
    /// What no copy holds: who the people are to the console, and the salt before the reveal.
    var isLeftOut: Bool { kind.group == .people }
  }

  /// SHA-256 of the SEAL; a folder that is not as it was sealed is refused.
  static func seal(of folder: RunFolder) throws(EvidenceError) -> String {
    try refuseLinks(folder)
    guard
      FileManager.default.fileExists(atPath: folder.plan)
        || FileManager.default.fileExists(atPath: folder.seal)
    else {
      throw EvidenceError("\(folder.path) is no run folder", hint: "see cygnet evidence list")
    }
    guard let seal = FileManager.default.contents(atPath: folder.seal) else {
      throw EvidenceError(
        "\(folder.path) is not sealed: the exercise may still run",
        hint: "end and seal it first: cygnet exercise seal")
    }
    let defects = try Verification.defects(of: folder)
    guard defects.isEmpty else {
      throw EvidenceError(
        "\(folder.path) is not as it was sealed: \(defects[0])",
        hint: "cygnet evidence verify names every file")
    }
    return Digest.sha256(seal)
  }

  /// Every file but the SEAL, sorted by path.
  static func list(_ folder: RunFolder) throws(EvidenceError) -> [File] {
    var files: [File] = []
    for path in try paths(folder) where path != "SEAL" {
      guard let data = FileManager.default.contents(atPath: folder.path + "/" + path) else {
        throw EvidenceError("cannot read \(folder.path)/\(path)", hint: "check its permissions")
      }
      files.append(File(path: path, data: data))
    }
    return files
  }

  /// A link would let a folder name files outside of it.
  private static func refuseLinks(_ folder: RunFolder) throws(EvidenceError) {
    let trimmed = folder.path.hasSuffix("/") ? String(folder.path.dropLast()) : folder.path
    for path in [trimmed] + (try everything(folder)).map({ folder.path + "/" + $0 }) {
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      guard attributes?[.type] as? FileAttributeType != .typeSymbolicLink else {
        throw EvidenceError(
          "\(path) is a symbolic link", hint: "give the folder itself, and one without links")
      }
    }
  }

  private static func paths(_ folder: RunFolder) throws(EvidenceError) -> [String] {
    try everything(folder).filter { path in
      let attributes = try? FileManager.default.attributesOfItem(atPath: folder.path + "/" + path)
      return attributes?[.type] as? FileAttributeType == .typeRegular
    }.sorted()
  }

  private static func everything(_ folder: RunFolder) throws(EvidenceError) -> [String] {
    guard let walker = FileManager.default.enumerator(atPath: folder.path) else {
      throw EvidenceError("cannot list \(folder.path)", hint: "give the folder of a run")
    }
    return walker.compactMap { $0 as? String }
  }
}
