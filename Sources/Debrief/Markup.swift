/// Text that is already HTML; what is interpolated into a literal is escaped unless it is markup.
///
/// Shape:  `"<td>\(hostile)</td>" as Markup` escapes `hostile`; a `Markup` goes in as it is.
/// Limits: control and direction-changing characters become U+FFFD, so no text can hide another.
struct Markup: ExpressibleByStringInterpolation, Sendable, Equatable {
  /// The HTML.
  var source: String

  init(stringLiteral value: String) { source = value }
  init(stringInterpolation: Interpolation) { source = stringInterpolation.output }
  init(trusted: String) { source = trusted }

  var isEmpty: Bool { source.isEmpty }

  static func + (left: Markup, right: Markup) -> Markup {
    Markup(trusted: left.source + right.source)
  }

  static func += (left: inout Markup, right: Markup) { left.source += right.source }

  /// Collects the pieces of a literal.
  struct Interpolation: StringInterpolationProtocol {
    var output = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      output.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    mutating func appendLiteral(_ literal: String) { output += literal }
    mutating func appendInterpolation(_ text: String) { output += Markup.escape(text) }
    mutating func appendInterpolation(_ markup: Markup) { output += markup.source }
    mutating func appendInterpolation(_ number: Int) { output += String(number) }
    mutating func appendInterpolation(_ coordinate: Double) {
      output += Written.decimal(coordinate, places: 1)
    }
    mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { output += part.source }
    }
  }

  /// The five characters that HTML gives a meaning become references; unseen ones become visible.
  static func escape(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(Visible.scalar(scalar))
      }
    }
    return result
  }
}

/// What may be shown of text that nobody vouches for.
enum Visible {
  /// The text with everything that could hide or move other text replaced.
  static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      result.unicodeScalars.append(scalar == "\n" ? " " : Visible.scalar(scalar))
    }
    return result
  }

  /// The scalar, or U+FFFD for controls, direction overrides and the unassigned ends of planes.
  static func scalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x09, 0x0a: scalar
    case 0x00...0x1f, 0x7f...0x9f, 0x200b...0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff,
      0xfffe, 0xffff:
      "\u{fffd}"
    default: scalar
    }
  }
}
