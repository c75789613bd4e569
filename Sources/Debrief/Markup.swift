/// Text that is already HTML; what is interpolated into a literal is escaped unless it is markup.
///
/// Shape:  `"<td>\(hostile)</td>" as Markup` escapes `hostile`; a `Markup` goes in as it is.
/// Limits: control and direction-changing characters become U+FFFD, so no text can hide another.
package struct Markup: ExpressibleByStringInterpolation, Sendable, Equatable {
  /// The HTML.
  package var source: String

  /// Wraps a literal, which the programmer vouches for.
  package init(stringLiteral value: String) { source = value }
  /// Wraps a literal whose interpolated texts were escaped.
  package init(stringInterpolation: Interpolation) { source = stringInterpolation.output }
  /// Wraps HTML that this program made; never text of a person or a host.
  package init(trusted: String) { source = trusted }

  /// Whether there is nothing to show.
  package var isEmpty: Bool { source.isEmpty }

  /// One after the other.
  package static func + (left: Markup, right: Markup) -> Markup {
    Markup(trusted: left.source + right.source)
  }

  /// Appends.
  package static func += (left: inout Markup, right: Markup) { left.source += right.source }

  /// Collects the pieces of a literal.
  package struct Interpolation: StringInterpolationProtocol {
    var output = ""

    /// Makes room.
    package init(literalCapacity: Int, interpolationCount: Int) {
      output.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    /// The programmer's own text, as it stands.
    package mutating func appendLiteral(_ literal: String) { output += literal }
    /// Text of anybody, escaped.
    package mutating func appendInterpolation(_ text: String) { output += Markup.escape(text) }
    /// Markup, as it is.
    package mutating func appendInterpolation(_ markup: Markup) { output += markup.source }
    /// A whole number.
    package mutating func appendInterpolation(_ number: Int) { output += String(number) }
    /// A number with one decimal, for pictures.
    package mutating func appendInterpolation(_ coordinate: Double) {
      output += Written.decimal(coordinate, places: 1)
    }
    /// One after the other.
    package mutating func appendInterpolation(_ parts: [Markup]) {
      for part in parts { output += part.source }
    }
  }

  /// The five characters that HTML gives a meaning become references; unseen ones become visible.
  package static func escape(_ text: String) -> String {
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
package enum Visible {
  /// The text with everything that could hide or move other text replaced.
  package static func text(_ text: String) -> String {
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
