/// Every pair of a series by the order of its times and of its readings.
///
/// Shape: S adds 1 for a pair that rises with time and −1 for one that falls; a pair whose order
/// is equal or unknown adds nothing, and so does a pair at the same time.
/// Units: pairs.
/// Limits: time and memory grow with the square of the series.
/// Errors: none.
/// Source: Kendall, "Rank correlation methods", 1970, chapters 3 and 4 (ties); Daniels, "The
/// relation between measures of correlation in the universe of sample permutations", 1944
/// (variance of any antisymmetric scores).
struct PairScores {
  /// Pairs that rise less pairs that fall.
  private(set) var s = 0
  /// Pairs at different times whose order is known; equal readings have one.
  private(set) var known = 0
  /// Pairs at different times whose order censoring hides.
  private(set) var unknown = 0
  /// Pairs whose readings are known to differ, whenever they were.
  private(set) var differing = 0
  /// Pairs at different times.
  private(set) var apart = 0
  /// Of S, over all orders in which the readings could have come.
  let variance: Double

  init(_ series: [SeriesPoint]) {
    let count = series.count
    var readingRows = [Int](repeating: 0, count: count)
    var timeRows = readingRows
    for i in 0..<count {
      for j in (i + 1)..<count {
        let (first, later) = (series[i].quarters, series[j].quarters)
        let time = first == later ? 0 : (first < later ? 1 : -1)
        let order = series[i].reading.order(to: series[j].reading)
        s += time * (order ?? 0)
        if time != 0 { apart += 1 }
        if time != 0 && order != nil { known += 1 }
        if time != 0 && order == nil { unknown += 1 }
        if let order, order != 0 { differing += 1 }
        readingRows[i] += order ?? 0
        readingRows[j] -= order ?? 0
        timeRows[i] += time
        timeRows[j] -= time
      }
    }
    func squares(_ rows: [Int]) -> Double { rows.reduce(0) { $0 + Double($1 * $1) } }
    let n = Double(count)
    let (a, b) = (Double(2 * differing), Double(2 * apart))
    var sum = count < 2 ? 0 : a * b / (2 * n * (n - 1))
    if count > 2 {
      sum += (squares(readingRows) - a) * (squares(timeRows) - b) / (n * (n - 1) * (n - 2))
    }
    variance = sum
  }

  /// Kendall's tau-b: S ÷ √(pairs that differ in one · pairs that differ in the other).
  ///
  /// Nil where the readings, or the times, are all alike.
  var tau: Double? {
    guard differing > 0, apart > 0 else { return nil }
    return Double(s) / (Double(differing) * Double(apart)).squareRoot()
  }
}
