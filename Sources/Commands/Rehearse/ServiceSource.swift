import Foundation
import MissionLanguage
import Vocabulary

/// The service that a command or a mission names, read and checked.
enum ServiceSource {
  /// The file of that path, or of that name below `services`; the built-in one where none is named.
  static func service(named words: String?) throws -> Service {
    guard let words else { return .standard }
    let isPath = words.contains("/") || FileManager.default.fileExists(atPath: words)
    let path = isPath ? words : "services/\(words).yaml"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "cannot read the service \(words): there is no \(path)",
        hint: "give a file, or a name below services; docs/reference/service.md shows one")
    }
    switch ServiceParser.parse(bytes: Array(data), file: path) {
    case .success(let service): return service
    case .failure(let errors): throw MissionRefused(diagnostics: errors.diagnostics)
    }
  }
}
