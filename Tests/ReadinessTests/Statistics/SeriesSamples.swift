import Readiness
import Vocabulary

/// Series as tests write them, and scores by brute force that share no code with the product.
enum SeriesSamples {
  /// One level a quarter.
  static func levels(_ levels: [Int]) -> [SeriesPoint] {
    levels.enumerated().map { SeriesPoint(quarters: Double($0), level: $1) }
  }

  /// One time a quarter in minutes; a negative one is only known to be longer.
  static func minutes(_ minutes: [Int]) -> [SeriesPoint] {
    minutes.enumerated().map {
      SeriesPoint(quarters: Double($0), timeNs: .minutes(abs($1)), isCensored: $1 < 0)
    }
  }

  /// A short series from a seed, with ties; with bounds and equal times where asked.
  static func drawn(
    _ seed: Int, count: Int, hasBounds: Bool, hasEqualTimes: Bool
  ) -> [SeriesPoint] {
    var random = SeededRandom(seed: UInt64(seed), purpose: "series")
    return (0..<count).map { index in
      let value = Double(random.below(5))
      let isBound = hasBounds && random.below(3) == 0
      let time = hasEqualTimes ? random.below(3) : index
      return .init(quarters: Double(time), isBound ? .moreThan(value) : .exactly(value))
    }
  }

  /// S of the readings placed on the times in this order.
  static func score(_ readings: [Reading], on times: [Double]) -> Int {
    // A reading as the span it may lie in: two spans are ordered where they do not meet.
    func span(_ reading: Reading) -> (low: Double, high: Double) {
      switch reading {
      case .exactly(let value): (value, value)
      case .moreThan(let value): (value + 0.001, .infinity)
      }
    }
    var s = 0
    for i in readings.indices {
      for j in readings.indices where times[i] < times[j] {
        let (a, b) = (span(readings[i]), span(readings[j]))
        if a.high < b.low { s += 1 } else if b.high < a.low { s -= 1 }
      }
    }
    return s
  }

  /// Every order of a list, as often as it comes about.
  static func orders<Element>(_ list: [Element]) -> [[Element]] {
    guard let first = list.first else { return [[]] }
    return orders(Array(list.dropFirst())).flatMap { rest in
      (0...rest.count).map { place in
        var order = rest
        order.insert(first, at: place)
        return order
      }
    }
  }
}
