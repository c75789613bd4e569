import ArgumentParser
import Evidence
import Foundation
import Vocabulary

/// Whether a run folder is as it was sealed.
struct EvidenceVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Whether a run folder is as it was sealed; names every file that is not.")

  @Argument(help: "The run folder.") var folder: String
  @Flag(help: "One JSON object on standard output.") var json = false

  private struct Result: Encodable {
    var folder: String
    var intact: Bool
    var sealed: Bool
    var defects: [String]
  }

  func run() throws {
    let place = try RunFolder(named: folder)
    let isSealed = FileManager.default.fileExists(atPath: place.seal)
    let defects = try Verification.defects(of: place)
    let result = Result(
      folder: folder, intact: defects.isEmpty, sealed: isSealed, defects: defects)
    if json {
      print(try CanonicalJSON.line(result))
    } else if defects.isEmpty {
      print(isSealed ? "\(folder): as it was sealed" : "\(folder): not sealed; its chain is whole")
    } else {
      for defect in defects { print(defect) }
    }
    if !defects.isEmpty { throw ExitCode(1) }
  }
}
