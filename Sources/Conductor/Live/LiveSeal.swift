import Evidence
import Exercises
import Foundation

/// How far an exercise is sealed and revealed, by what lies in its folder.
///
/// Shape:  `SEAL` comes last, whole or not at all, so until it is there sealing may be repeated.
///         `SEAL.1` is the seal of before the reveal; once they differ, the reveal is sealed, too.
/// Effect: a seal that is there is never written anew, whatever has become of the files.
struct LiveSeal {
  private let folder: RunFolder

  init(_ folder: RunFolder) { self.folder = folder }

  private var own: Data? { FileManager.default.contents(atPath: folder.seal) }
  private var first: Data? { FileManager.default.contents(atPath: folder.seal + ".1") }

  /// Whether the records are sealed.
  var isWritten: Bool { own.map(Seal.isWhole) ?? false }

  /// Whether what was revealed is sealed.
  var isRevealWritten: Bool { isWritten && first != nil && first != own }

  /// Whether nothing is to be written into the folder any more.
  func isFinal(in phase: ExercisePhase) -> Bool {
    switch phase {
    case .sealed: isWritten
    case .revealed: isRevealWritten
    default: false
    }
  }

  /// What is not done of the seal or of the reveal, in words for white; empty where all of it is.
  func missing(in phase: ExercisePhase) -> [String] {
    if isFinal(in: phase) { return [] }
    switch phase {
    case .sealed: return ["the SEAL is not written yet: seal once more"]
    case .revealed: return ["the SEAL does not cover the reveal yet: reveal once more"]
    default: return []
    }
  }

  /// Keeps the seal of before the reveal; false where there is none.
  func keepFirst() throws -> Bool {
    if first != nil { return true }
    guard isWritten, let own else { return false }
    try own.write(to: URL(fileURLWithPath: folder.seal + ".1"), options: .atomic)
    return true
  }
}
