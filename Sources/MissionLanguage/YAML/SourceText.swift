import Vocabulary

/// Bytes of a file as text.
enum SourceText {
  /// The text; refuses what is too long or not UTF-8.
  static func decode(_ bytes: [UInt8], file: String) -> Result<String, MissionErrors> {
    let start = SourcePosition(line: 1, column: 1)
    guard bytes.count <= YAMLReader.largestByteCount else {
      return failure(
        file, start,
        "the file has \(bytes.count) bytes; at most \(YAMLReader.largestByteCount) are read",
        "a mission is a page of text; is this the right file?")
    }
    if let text = String(validating: bytes, as: UTF8.self) { return .success(text) }
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    let broken = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
    return failure(
      file, SourcePosition(line: broken + 1, column: 1), "this line is not UTF-8",
      "save the file as UTF-8; is this the right file?")
  }

  private static func failure(
    _ file: String, _ position: SourcePosition, _ message: String, _ hint: String
  ) -> Result<String, MissionErrors> {
    .failure(
      MissionErrors(diagnostics: [
        Diagnostic(file: file, position: position, message: message, hint: hint)
      ]))
  }
}
