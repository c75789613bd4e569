package import Evidence
internal import Foundation
package import Vocabulary

/// A finished exercise as the ledger knows it.
package struct IndexedExercise: Sendable, Equatable {
  /// Its run folder, from the ledger's root on where it lies below it.
  package var folder: String
  /// The last two parts of the folder's path; findings name their evidence so.
  package var run: String
  /// SHA-256 of its SEAL.
  package var seal: String
  /// What it says of itself.
  package var summary: RunSummary
  /// When it counts, where the program is simulated; nil where that is when it took place.
  package var simulated: SimulatedDay?

  /// An exercise.
  package init(folder: String, run: String, seal: String, summary: RunSummary) {
    self.folder = folder
    self.run = run
    self.seal = seal
    self.summary = summary
  }
}

/// A run folder as the index takes it in: nothing is computed that stands there already.
struct ReadExercise: Sendable {
  var folder: String
  var run: String
  var seal: String
  var summary: RunSummary
  /// The bytes of `summary.json`.
  var text: String

  /// Reads a finished folder; nil where it is not.
  init?(_ folder: RunFolder, at place: LedgerPlace) throws {
    guard RunTree.isFinished(folder),
      let data = FileManager.default.contents(atPath: folder.seal)
    else { return nil }
    self.folder = place.short(folder.path)
    run = folder.path.split(separator: "/").suffix(2).joined(separator: "/")
    seal = Digest.sha256(data)
    summary = try RunSummary(of: folder)
    let written = FileManager.default.contents(atPath: folder.summary)
    text =
      try written.map { String(decoding: $0, as: UTF8.self) }
      ?? CanonicalJSON.document(summary)
  }
}
