import Debrief
import Readiness

/// A measured likelihood on a line from 0 to 1: the mean as a mark, its interval as a bar.
enum LikelihoodBar {
  private static let axis = 10.0...290.0

  static func draw(_ likelihood: Likelihood, _ interval: ClosedRange<Double>) -> Markup {
    let (low, high) = (x(interval.lowerBound), x(interval.upperBound))
    let words =
      "Likelihood \(Written.decimal(likelihood.mean, places: 2)), 80 % interval "
      + "\(Written.decimal(interval.lowerBound, places: 2)) to "
      + Written.decimal(interval.upperBound, places: 2)
    return """
      <svg viewBox="0 0 300 44" role="img" class="likelihood"><title>\(words)</title>
      \(Shapes.line(axis.lowerBound, 16, axis.upperBound, 16, style: "pgaxis"))\
      \(Shapes.box(low, 11, max(high - low, 1), 10, style: "interval"))\
      \(Shapes.line(x(likelihood.mean), 5, x(likelihood.mean), 27, style: "mean"))\
      \(Shapes.text("0", x: axis.lowerBound, y: 40, style: "pgtiny"))\
      \(Shapes.text("1", x: axis.upperBound, y: 40, style: "pgtiny", anchor: "end"))</svg>
      """
  }

  private static func x(_ share: Double) -> Double {
    axis.lowerBound + min(max(share, 0), 1) * (axis.upperBound - axis.lowerBound)
  }
}
