import Foundation
import Programs

/// The machine's own database of time zones.
enum ZoneSource {
  /// How the clocks of a zone stand.
  ///
  /// Errors: where the machine does not know the zone, or cannot say what it is.
  static func rules(of name: String) throws -> ZoneRules {
    let path = "/usr/share/zoneinfo/\(name)"
    guard !name.contains(".."), let data = FileManager.default.contents(atPath: path) else {
      throw UsageError(
        "this machine does not know the time zone \(name)",
        hint: "write it as the time zone database does, such as Europe/Berlin; "
          + "Debian's package for it is tzdata")
    }
    do {
      return try ZoneFile.parse([UInt8](data), name: name)
    } catch {
      throw UsageError("\(path): \(error)", hint: "install tzdata again")
    }
  }
}
