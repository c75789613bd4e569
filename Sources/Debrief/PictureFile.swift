/// A picture that is an element of a page and, with colours of its own, a file.
///
/// Shape: one `svg`; its classes are named by `rules`, which a page has in its style sheet.
/// Units: those of the picture's own box.
/// Limits: a file names no other file and holds no script.
package struct PictureFile: Sendable {
  /// The width of the box.
  package var width: Double
  /// The height of the box.
  package var height: Double
  /// One line that says what is shown.
  package var title: String
  /// The content in words, for those who do not see it.
  package var description: String
  /// The rules of its classes.
  package var rules: String
  /// What is drawn.
  package var body: Markup

  /// A picture.
  package init(
    width: Double, height: Double, title: String, description: String, rules: String, body: Markup
  ) {
    self.width = width
    self.height = height
    self.title = title
    self.description = description
    self.rules = rules
    self.body = body
  }

  /// An element of a page that has the rules in its style sheet.
  package var markup: Markup {
    """
    <svg viewBox="0 0 \(width) \(height)" role="img" class="figure">
    <title>\(title)</title>
    <desc>\(description)</desc>
    \(body)</svg>

    """
  }

  /// A file of its own, with a margin.
  package var file: String {
    let box: Markup = "-12 -12 \(width + 24) \(height + 24)"
    let drawing: Markup = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="\(box)" role="img">
      <title>\(title)</title>
      <desc>\(description)</desc>
      \(Markup(trusted: style))<rect class="paper" x="-12" y="-12" width="100%" height="100%"/>
      \(body)</svg>

      """
    return drawing.source
  }

  private var style: String {
    func colours(_ scheme: KeyPath<DebriefStyle.Colour, String>) -> String {
      DebriefStyle.colours.map { "--\($0.name):\($0[keyPath: scheme])" }.joined(separator: ";")
    }
    return """
      <style>svg{\(colours(\.light));font-family:system-ui,"DejaVu Sans",sans-serif}
      @media (prefers-color-scheme:dark){svg{\(colours(\.dark))}}
      .paper{fill:var(--paper)}
      \(rules)</style>

      """
  }
}
