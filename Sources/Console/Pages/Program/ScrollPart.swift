import Debrief

/// A part that is wider than a narrow window, and is moved by keys.
enum ScrollPart {
  static func draw(_ content: Markup, _ label: String) -> Markup {
    """
    <div class="scroll" tabindex="0" role="region" aria-label="\(label)">\(content)</div>
    """
  }
}
