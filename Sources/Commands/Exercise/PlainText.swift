import Vocabulary

extension Terminal {
  /// Others' text without what steers a terminal: an alert or a name may be hostile.
  static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let steers =
        (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      scalars.append(steers ? "·" : scalar)
    }
    return String(scalars)
  }

  /// Others' text on one line.
  static func line(_ text: String) -> String {
    plain(text.split(whereSeparator: \.isNewline).joined(separator: " "))
  }

  /// A value in words: text as it is, anything else as JSON.
  static func words(_ value: JSONValue) -> String {
    if let text = value.text { return plain(text) }
    return plain((try? CanonicalJSON.line(value)) ?? "")
  }
}
