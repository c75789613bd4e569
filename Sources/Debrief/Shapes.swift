/// The few shapes of the pictures; each says by its form, not its colour, what it is.
package enum Shapes {
  /// A line of text.
  package static func text(
    _ content: String, x: Double, y: Double, style: String = "ev", anchor: String = "start"
  ) -> Markup {
    """
    <text x="\(x)" y="\(y)" class="\(style)" text-anchor="\(anchor)">\(content)</text>

    """
  }

  /// A straight line.
  package static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String
  ) -> Markup {
    """
    <line x1="\(x1)" y1="\(y1)" x2="\(x2)" y2="\(y2)" class="\(style)"/>

    """
  }

  /// A box with rounded corners.
  package static func box(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, style: String, radius: Double = 2
  ) -> Markup {
    """
    <rect x="\(x)" y="\(y)" width="\(max(width, 0))" height="\(height)" rx="\(radius)" \
    class="\(style)"/>

    """
  }

  /// A shape with a sentence that shows on hovering and is read aloud.
  package static func titled(_ title: String, _ content: Markup) -> Markup {
    "<g><title>\(title)</title>\(content)</g>\n"
  }

  /// A triangle that points up.
  package static func triangle(_ x: Double, _ y: Double, style: String) -> Markup {
    "<path d=\"M\(x) \(y - 6) l6.5 12 h-13 z\" class=\"\(style)\"/>"
  }

  /// A triangle that points down.
  package static func triangleDown(_ x: Double, _ y: Double, style: String) -> Markup {
    "<path d=\"M\(x) \(y + 5) l-5 -9 h10 z\" class=\"\(style)\"/>"
  }

  /// A circle.
  package static func circle(_ x: Double, _ y: Double, radius: Double = 5.5, style: String)
    -> Markup
  {
    "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" class=\"\(style)\"/>"
  }

  /// A diamond.
  package static func diamond(_ x: Double, _ y: Double, style: String) -> Markup {
    "<path d=\"M\(x) \(y - 7) l7 7 l-7 7 l-7 -7 z\" class=\"\(style)\"/>"
  }

  /// A square.
  package static func square(_ x: Double, _ y: Double, style: String) -> Markup {
    "<path d=\"M\(x - 5.5) \(y - 5.5) h11 v11 h-11 z\" class=\"\(style)\"/>"
  }

  /// A cross.
  package static func cross(_ x: Double, _ y: Double, style: String = "wrong") -> Markup {
    "<path d=\"M\(x - 6) \(y - 6) l12 12 m0 -12 l-12 12\" class=\"\(style)\"/>"
  }

  /// A flag.
  package static func flag(_ x: Double, _ y: Double, style: String) -> Markup {
    "<path d=\"M\(x) \(y + 7) v-14 h10 l-3 4 l3 4 h-10\" class=\"\(style)\"/>"
  }
}
