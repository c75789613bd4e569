import Debrief

/// A share of a whole as a bar; the figure stands beside it in words.
enum ShareBar {
  /// `style` is `near` where the share is close to a limit.
  static func draw(_ share: Double, style: String = "") -> Markup {
    let width = min(max(share, 0), 1) * 100
    return """
      <svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">\
      <rect class="track" width="100" height="4"/>\
      <rect class="fill \(style)" width="\(width)" height="4"/></svg>
      """
  }
}
