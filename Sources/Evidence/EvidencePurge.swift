package import Exercises
import Foundation
import Vocabulary

/// Removes evidence that need not be kept, and keeps the proof of what it was.
///
/// Shape:  `purge.json` names each removed file with its SHA-256, then files go, then the folder is
///         sealed anew; a crash in between leaves files that are listed but still there.
/// Errors: a folder that is none, is not sealed, was changed, or holds a link; nothing is removed
///         then.
package enum EvidencePurge {
  /// One removed file.
  package struct Entry: Sendable, Codable, Equatable {
    /// Within the folder.
    package var path: String
    /// Of its bytes.
    package var sha256: String
    /// How many they were.
    package var bytes: Int
    /// What it might hold.
    package var dataClass: DataClass
  }

  /// What `purge.json` says: one record a purge, the first one first.
  package struct Record: Sendable, Codable, Equatable {
    /// SHA-256 of the SEAL before.
    package var originalSeal: String
    /// Groups that stay, whatever their class.
    package var kept: [EvidenceKind.Group]
    /// The lowest class that goes.
    package var from: DataClass
    /// What goes, sorted by path.
    package var removed: [Entry]

    enum CodingKeys: String, CodingKey {
      case originalSeal = "originalSealSha256"
      case kept, from, removed
    }
  }

  /// What a purge would remove: files of that class and above whose group is not kept.
  package static func plan(
    _ folder: RunFolder, keep: Set<EvidenceKind.Group>, from lowest: DataClass
  ) throws(EvidenceError) -> Record {
    let seal = try SealedFiles.seal(of: folder)
    let kept = keep.union([.proof])
    let removed = try SealedFiles.list(folder).filter { file in
      !kept.contains(file.kind.group) && file.kind.dataClass >= lowest
    }
    return Record(
      originalSeal: seal, kept: kept.sorted { $0.rawValue < $1.rawValue }, from: lowest,
      removed: removed.map { file in
        Entry(
          path: file.path, sha256: Digest.sha256(file.data), bytes: file.data.count,
          dataClass: file.kind.dataClass)
      })
  }

  /// Carries a plan out.
  package static func carryOut(_ record: Record, in folder: RunFolder) throws {
    guard try SealedFiles.seal(of: folder) == record.originalSeal else {
      throw EvidenceError("\(folder.path) was sealed anew meanwhile", hint: "plan it once more")
    }
    let path = folder.path + "/purge.json"
    var records: [Record] = []
    if let data = FileManager.default.contents(atPath: path) {
      records = try CanonicalJSON.decode([Record].self, from: data)
    }
    try Data(CanonicalJSON.document(records + [record]).utf8)
      .write(to: URL(fileURLWithPath: path), options: .atomic)
    for entry in record.removed {
      try FileManager.default.removeItem(atPath: folder.path + "/" + entry.path)
    }
    try Seal.write(folder)
  }
}
