import Debrief
import Exercises

/// What is measured, and where it has a limit how near that is.
enum GaugeStrip {
  static func draw(_ gauges: [Gauge]) -> Markup {
    guard !gauges.isEmpty else { return "" }
    let cells = gauges.map { gauge -> Markup in
      let share = gauge.share
      let words = share.map { "\(Written.percent(min($0, 1))) of the limit\(warning($0))" }
      let isNear = (share ?? 0) >= 0.8
      return """
        <div class="\(isNear ? "alarm" : "calm")"><dt>\(gauge.label)</dt><dd>\(gauge.value)\
        \(share.map { ShareBar.draw($0, style: isNear ? "near" : "") } ?? "")\
        \(words.map { "<small>\($0)</small>" as Markup } ?? "")</dd></div>
        """
    }
    return "<dl class=\"strip gauges\">\(cells)</dl>\n"
  }

  private static func warning(_ share: Double) -> String {
    share >= 1 ? ": reached" : share >= 0.8 ? ": near" : ""
  }
}
