/// Counts the orders of a multiset by S, whatever its kinds score against each other.
///
/// Shape: readings are placed from the first time to the last. What was placed before matters
/// only by how many of each kind, so that is the state; exercises at one time are placed at once.
/// Units: orders by S.
/// Limits: states are Π (count of a kind + 1); untied, that is 2ⁿ.
/// Errors: none; `NullDistribution.exact` asks first whether there are too many.
/// Source: dynamic programming over the multiset; with every kind ordered and no equal times it
/// counts what Mann and Whitney's recursion counts.
struct PlacementCount {
  private let kinds: ReadingKinds
  /// How many exercises there were at each time.
  private let groups: [Int]
  private let strides: [Int]
  private let reach: Int

  init(kinds: ReadingKinds, groups: [Int]) {
    self.kinds = kinds
    self.groups = groups
    var stride = 1
    strides = kinds.counts.map { count in
      defer { stride *= count + 1 }
      return stride
    }
    let count = kinds.counts.reduce(0, +)
    reach = count * (count - 1) / 2
  }

  /// Orders with S = index − half of the width.
  var ways: [Double] {
    let nothing = [Double](repeating: 0, count: 2 * reach + 1)
    var first = nothing
    first[reach] = 1
    var states = [0: first]
    for group in groups {
      var next: [Int: [Double]] = [:]
      // In the order of the states, so that rounding is the same every time.
      for (state, ways) in states.sorted(by: { $0.key < $1.key }) {
        let used = used(state)
        for draw in draws(of: group, after: used) {
          let gain = gain(of: draw, after: used)
          let target = zip(draw, strides).reduce(state) { $0 + $1.0 * $1.1 }
          let orders = orders(of: draw)
          for (index, count) in ways.enumerated() where count != 0 {
            next[target, default: nothing][index + gain] += count * orders
          }
        }
      }
      states = next
    }
    return states.first?.value ?? first
  }

  /// How many of each kind a state has placed.
  private func used(_ state: Int) -> [Int] {
    zip(kinds.counts, strides).map { state / $1 % ($0 + 1) }
  }

  /// Every choice of `size` among what is left, by kind.
  private func draws(of size: Int, after used: [Int]) -> [[Int]] {
    var draws: [(draw: [Int], left: Int)] = [([], size)]
    for (count, taken) in zip(kinds.counts, used) {
      draws = draws.flatMap { draw, left in
        (0...min(left, count - taken)).map { (draw + [$0], left - $0) }
      }
    }
    return draws.filter { $0.left == 0 }.map(\.draw)
  }

  /// What a draw adds to S: each of it against each that was placed before.
  private func gain(of draw: [Int], after used: [Int]) -> Int {
    var gain = 0
    for (kind, count) in draw.enumerated() where count > 0 {
      for (earlier, before) in used.enumerated() {
        gain += count * before * kinds.orders[earlier][kind]
      }
    }
    return gain
  }

  /// The distinct orders within a draw, which all have the same S.
  private func orders(of draw: [Int]) -> Double {
    var orders = 1.0
    var placed = 0
    for count in draw {
      for index in 0..<count {
        placed += 1
        orders = orders * Double(placed) / Double(index + 1)
      }
    }
    return orders
  }
}
