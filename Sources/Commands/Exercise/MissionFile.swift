import Foundation

/// A mission's text that goes to the console, which says what is wrong with it.
enum MissionFile {
  /// The text of a file, or of standard input.
  static func text(of file: String) throws -> String {
    let data =
      file == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else {
      throw UsageError("cannot read \(file)", hint: "give a mission's file, or - to type it")
    }
    guard let text = String(data: data, encoding: .utf8) else {
      throw UsageError("\(file) is not UTF-8", hint: "is this the right file?")
    }
    return text
  }
}
