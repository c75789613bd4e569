/// Theil and Sen's slope: the median of the slopes of all pairs, within strata.
///
/// Shape: one wild exercise moves it little. A pair whose order censoring hides is dropped, and
/// counted. A pair of known order with a bound at one end has a slope of which only one side is
/// known; then the median is known to lie between `atLeast` and `atMost`, and no bound is taken
/// for a value. Without such pairs both are the slope.
/// Units: the readings' a quarter; with `.logarithmic`, doublings a quarter, so −1 is halved.
/// Limits: pairs at the same time have no slope; `.logarithmic` needs readings above 0.
/// Errors: nil where no pair is left.
/// Source: Theil, "A rank-invariant method of linear and polynomial regression analysis", 1950;
/// Sen, "Estimates of the regression coefficient based on Kendall's tau", 1968; Hirsch, Slack
/// and Smith, 1982 (strata).
package struct TheilSen: Sendable, Equatable {
  /// The median slope is not less; nil where nothing is known below.
  package var atLeast: Double?
  /// The median slope is not more; nil where nothing is known above.
  package var atMost: Double?
  /// Pairs of known order, whose slopes were taken.
  package var pairs: Int
  /// Pairs dropped because censoring hides their order.
  package var dropped: Int
  /// On what scale.
  package var scale: Scale

  /// On what scale slopes are taken.
  package enum Scale: String, Sendable, Codable {
    /// Levels.
    case plain
    /// Times: the base-2 logarithm of minutes.
    case logarithmic

    fileprivate func of(_ value: Double) -> Double {
      switch self {
      case .plain: return value
      case .logarithmic:
        precondition(value > 0, "only a time above 0 has a logarithm")
        return RealFunctions.naturalLog(value) / RealFunctions.naturalLogOf2
      }
    }
  }

  /// The slope of one series.
  package init?(_ series: [SeriesPoint], scale: Scale = .plain) {
    self.init(strata: [series], scale: scale)
  }

  /// The slope that strata have in common: pairs are made within each.
  package init?(strata: [[SeriesPoint]], scale: Scale = .plain) {
    var low: [Double] = []
    var high: [Double] = []
    dropped = 0
    for series in strata {
      let ordered = series.sorted { $0.quarters < $1.quarters }
      for (index, first) in ordered.enumerated() {
        for later in ordered[(index + 1)...] where later.quarters > first.quarters {
          guard first.reading.order(to: later.reading) != nil else {
            dropped += 1
            continue
          }
          let rise = scale.of(later.reading.bound) - scale.of(first.reading.bound)
          let slope = rise / (later.quarters - first.quarters)
          low.append(first.reading.isCensored ? -.infinity : slope)
          high.append(later.reading.isCensored ? .infinity : slope)
        }
      }
    }
    guard let least = Median.of(low), let most = Median.of(high) else { return nil }
    atLeast = least == -.infinity ? nil : least
    atMost = most == .infinity ? nil : most
    pairs = low.count
    self.scale = scale
  }

  /// The median slope, where it is one number.
  package var slope: Double? { atLeast == atMost ? atLeast : nil }

  /// `+0.50 a quarter`, or for times `× 0.50 a quarter`; with what was dropped.
  package var words: String {
    let size: String
    switch (atLeast, atMost) {
    case (let low?, let high?) where low == high: size = text(low)
    case (let low?, let high?): size = "\(text(low)) to \(text(high))"
    case (let low?, nil): size = "at least \(text(low))"
    case (nil, let high?): size = "at most \(text(high))"
    case (nil, nil): return "slope hidden by censoring"
    }
    let hidden = dropped > 0 ? " (\(Figures.pairs(dropped)) of unknown order dropped)" : ""
    return "\(size) a quarter\(hidden)"
  }

  private func text(_ slope: Double) -> String {
    switch scale {
    case .plain: (slope < 0 ? "" : "+") + Figures.fixed(slope, 2)
    case .logarithmic:
      "× " + Figures.factor(RealFunctions.exponential(slope * RealFunctions.naturalLogOf2))
    }
  }
}
