/// Puts labelled shapes on rows so that no two of them touch.
///
/// Shape:  each shape has a fixed extent on one axis; its label goes inside, right or left of it.
/// Effect: shapes are taken in the order of their left ends; the first row with room takes each.
/// Limits: with no row left, first the label is given up, then the shape; both are counted.
package struct LabelPlacer {
  /// The axis: nothing reaches beyond it.
  package var bounds: ClosedRange<Double>
  /// How many rows there may be.
  package var rows: Int
  /// Kept free between two neighbours on a row.
  package var gap = 8.0
  /// The size of the letters.
  package var fontSize = 12.0

  /// A shape with its label.
  package struct Item {
    /// Where the shape begins.
    package var left: Double
    /// Where the shape ends.
    package var right: Double
    /// What it is called.
    package var label: String

    /// A shape with its label.
    package init(left: Double, right: Double, label: String) {
      self.left = left
      self.right = right
      self.label = label
    }
  }

  /// Where a shape and its label went.
  package struct Placement: Equatable {
    /// Which of the items.
    package var item: Int
    /// Which row, from 0.
    package var row: Int
    /// The label as it fits; empty where there was no room.
    package var label: String
    /// Where the label's first letter stands, or its last one where it stands left of the shape.
    package var labelX: Double
    /// `start`, or `end` for a label left of its shape.
    package var anchor: String
    /// The whole extent of shape and label.
    package var left: Double
    /// Where they end.
    package var right: Double
  }

  /// The outcome: placements in the order of the items, and how much was left out.
  package struct Result: Equatable {
    /// What has a place.
    package var placements: [Placement]
    /// How many rows were needed.
    package var rowsUsed: Int
    /// How many lost their label.
    package var unlabelled: Int
    /// How many found no place.
    package var dropped: Int
  }

  /// A placer for an axis.
  package init(bounds: ClosedRange<Double>, rows: Int, gap: Double = 8, fontSize: Double = 12) {
    self.bounds = bounds
    self.rows = rows
    self.gap = gap
    self.fontSize = fontSize
  }

  /// Places all items; the same items give the same result.
  package func place(_ items: [Item]) -> Result {
    let order = items.indices.sorted { (items[$0].left, $0) < (items[$1].left, $1) }
    var taken: [[ClosedRange<Double>]] = Array(repeating: [], count: max(rows, 1))
    var result = Result(placements: [], rowsUsed: 0, unlabelled: 0, dropped: 0)
    for index in order {
      let candidates = self.candidates(items[index], index)
      let found = candidates.lazy.compactMap { fit($0, into: taken) }.first
      guard let placement = found else {
        result.dropped += 1
        continue
      }
      taken[placement.row].append(placement.left...placement.right)
      if placement.label.isEmpty && !items[index].label.isEmpty { result.unlabelled += 1 }
      result.rowsUsed = max(result.rowsUsed, placement.row + 1)
      result.placements.append(placement)
    }
    result.placements.sort { $0.item < $1.item }
    return result
  }

  /// The ways to write one item, best first; the last one gives up the label.
  private func candidates(_ item: Item, _ index: Int) -> [Placement] {
    let left = min(max(item.left, bounds.lowerBound), bounds.upperBound)
    let right = min(max(item.right, left), bounds.upperBound)
    let width = TextWidth.of(item.label, size: fontSize)
    func placement(
      _ label: String, at x: Double, _ low: Double, _ high: Double, anchor: String = "start"
    ) -> Placement {
      Placement(
        item: index, row: 0, label: label, labelX: x, anchor: anchor, left: low, right: high)
    }
    var result: [Placement] = []
    if right - left >= width + 12 {
      result.append(placement(item.label, at: left + 6, left, right))
    }
    let spaceRight = bounds.upperBound - right - 6
    let spaceLeft = left - 6 - bounds.lowerBound
    let spaceInside = right - left - 12
    if width <= spaceRight {
      result.append(placement(item.label, at: right + 5, left, right + 5 + width))
    }
    if width <= spaceLeft {
      result.append(placement(item.label, at: left - 5, left - 5 - width, right, anchor: "end"))
    }
    if result.isEmpty {
      let room = max(spaceRight, spaceLeft, spaceInside)
      let label = TextWidth.shortened(item.label, to: room, size: fontSize)
      let fits = TextWidth.of(label, size: fontSize)
      if room == spaceInside {
        result.append(placement(label, at: left + 6, left, right))
      } else if room == spaceRight {
        result.append(placement(label, at: right + 5, left, right + 5 + fits))
      } else {
        result.append(placement(label, at: left - 5, left - 5 - fits, right, anchor: "end"))
      }
    }
    result.append(placement("", at: left, left, right))
    return result
  }

  private func fit(_ candidate: Placement, into taken: [[ClosedRange<Double>]]) -> Placement? {
    for row in taken.indices {
      let isFree = taken[row].allSatisfy {
        candidate.right + gap <= $0.lowerBound || candidate.left - gap >= $0.upperBound
      }
      if isFree {
        var placed = candidate
        placed.row = row
        return placed
      }
    }
    return nil
  }
}

/// How wide text is drawn, estimated from above: a sans-serif face no wider than DejaVu Sans.
package enum TextWidth {
  /// The width of a line in the units of `size`.
  package static func of(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance($1) } * size
  }

  /// The text, or as much of it as fits with an ellipsis; empty where not even that fits.
  package static func shortened(_ text: String, to room: Double, size: Double) -> String {
    if of(text, size: size) <= room { return text }
    var result = ""
    for character in text {
      if of(result + String(character) + "…", size: size) > room { break }
      result.append(character)
    }
    return result.isEmpty ? "" : result + "…"
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "'", "|": 0.32
    case ".", ",", ":", ";", " ", "\u{a0}", "!", "I", "(", ")", "[", "]", "-", "·": 0.4
    case "f", "t", "r", "/": 0.44
    case "m", "M", "W", "w", "@", "%", "—", "…", "→", "↔", "+", "=", "<", ">", "~": 1.0
    case "A"..."Z": 0.78
    case " "..."~": 0.645
    default: scalar.value < 0x1100 ? 0.75 : 1.05
    }
  }
}
