import Foundation

/// A path of its own in the temporary folder, removed with the value that holds it.
final class TrialFile {
  let path = FileManager.default.temporaryDirectory.path + "/cygnet-trial-\(UUID().uuidString)"

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var text: String {
    get throws { try String(contentsOfFile: path, encoding: .utf8) }
  }

  func write(_ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }
}
