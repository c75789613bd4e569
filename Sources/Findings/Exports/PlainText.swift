/// Text that nobody vouches for, made harmless for where it is written.
///
/// Controls and characters that change the direction of others become U+FFFD everywhere, so that
/// no text can hide another.
enum PlainText {
  /// Line breaks and tabs stay, other unseen characters become visible.
  static func visible(_ text: String) -> String {
    var result = ""
    // A carriage return alone is a way to overwrite a line; with a line feed it is an end of one.
    for scalar in text.split(separator: "\r\n", omittingEmptySubsequences: false)
      .joined(separator: "\n").unicodeScalars
    {
      result.unicodeScalars.append(Self.scalar(scalar))
    }
    return result
  }

  /// The same on one line.
  static func line(_ text: String) -> String {
    visible(text).split { $0 == "\n" || $0 == "\t" }.joined(separator: " ")
  }

  private static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0a: scalar
    case 0x00...0x1f, 0x7f...0x9f, 0x200b...0x200f, 0x2028, 0x2029, 0x202a...0x202e,
      0x2066...0x2069, 0xfeff, 0xfffe, 0xffff:
      "\u{fffd}"
    default: scalar
    }
  }
}
