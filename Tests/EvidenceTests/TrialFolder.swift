import Evidence
import Foundation
import Vocabulary

/// A small run folder of its own on disk, removed with the value that holds it.
final class TrialFolder {
  let run: RunFolder
  private let root: String

  /// A folder with a run in it, and a twin where one is given.
  init(_ trial: TrialRun? = TrialRun(), twin: TrialRun? = nil) throws {
    root = FileManager.default.temporaryDirectory.path + "/cygnet-trial-\(UUID().uuidString)"
    run = RunFolder(path: root + "/trial/20260101T000000Z-1")
    try FileManager.default.createDirectory(atPath: run.path, withIntermediateDirectories: true)
    try trial?.write(to: run)
    try twin?.write(to: run.twin)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Every file, by its path in the folder.
  var files: [String] {
    (FileManager.default.enumerator(atPath: run.path)?.compactMap { $0 as? String } ?? [])
      .filter { bytes(of: $0) != nil }.sorted()
  }

  func bytes(of file: String) -> Data? {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: run.path + "/" + file, isDirectory: &isFolder)
    return isFolder.boolValue ? nil : FileManager.default.contents(atPath: run.path + "/" + file)
  }

  func write(_ data: Data, to file: String) throws {
    try data.write(to: URL(fileURLWithPath: run.path + "/" + file))
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: run.path + "/" + file)
  }
}
