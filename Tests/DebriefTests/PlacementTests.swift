import Testing
import Vocabulary

@testable import Debrief

@Suite struct PlacementTests {
  @Test("No two labels touch, whatever is placed", arguments: UInt64(1)...200)
  func labelsNeverOverlap(seed: UInt64) {
    var random = SeededRandom(seed: seed, purpose: "labels")
    let placer = LabelPlacer(bounds: 100...1000, rows: 1 + random.below(12))
    let items = (0..<random.below(60)).map { _ -> LabelPlacer.Item in
      let left = 60 + random.unit() * 980
      return .init(
        left: left, right: left + random.unit() * (random.below(4) == 0 ? 400 : 16),
        label: String(repeating: "Wi", count: random.below(50)))
    }
    let result = placer.place(items)
    #expect(result.placements.count + result.dropped == items.count)
    #expect(result.rowsUsed <= placer.rows)
    for (index, one) in result.placements.enumerated() {
      #expect(one.left >= 100 - 0.001 && one.right <= 1000 + 0.001)
      let width = TextWidth.of(one.label, size: placer.fontSize)
      let first = one.anchor == "end" ? one.labelX - width : one.labelX
      #expect(
        one.label.isEmpty || (first >= one.left - 0.001 && first + width <= one.right + 0.001))
      for two in result.placements[(index + 1)...] where one.row == two.row {
        #expect(one.right < two.left || two.right < one.left)
      }
    }
    #expect(placer.place(items) == result)
  }

  @Test("A label that fits nowhere is given up and counted")
  func labelsAreCounted() {
    let placer = LabelPlacer(bounds: 0...100, rows: 1)
    let item = LabelPlacer.Item(left: 40, right: 50, label: "long enough")
    let near = LabelPlacer.Item(left: 58, right: 70, label: "another")
    let result = placer.place([item, near, item])
    #expect(result.placements.count == 1 && result.dropped == 2)
    let two = LabelPlacer(bounds: 0...100, rows: 2).place([item, near])
    #expect(two.dropped == 0)
  }

  @Test("Marks stand on a staircase that no line runs through", arguments: UInt64(1)...100)
  func marksAreStaircases(seed: UInt64) {
    var random = SeededRandom(seed: seed, purpose: "marks")
    let marks = TimelineMarks.staircase(
      (0..<6).map { (148 + random.unit() * 850, "T\($0)", "cause named 66.7 s") }, right: 1080)
    for (index, one) in marks.enumerated() {
      #expect(one.labelX + one.width <= 1080.001)
      for two in marks[(index + 1)...] where two.row == one.row {
        #expect(one.labelX + one.width < two.labelX || two.labelX + two.width < one.labelX)
      }
      // A line starts at its own row and goes down, so only labels of lower rows are in its way.
      for two in marks where two.row > one.row && two.labelX > two.x {
        #expect(one.x < two.labelX || one.x > two.labelX + two.width)
      }
    }
  }

  @Test("The estimate of a line's width grows with its letters and shortening keeps to the room")
  func widths() {
    #expect(TextWidth.of("iii", size: 12) < TextWidth.of("WWW", size: 12))
    for room in [0.0, 5, 20, 60, 200] {
      let text = TextWidth.shortened("a label of some length", to: room, size: 12)
      #expect(TextWidth.of(text, size: 12) <= room || text.isEmpty)
    }
  }
}

@Suite struct ScaleTests {
  @Test("Logarithms agree with the decades", arguments: [0.5, 1, 2, 10, 1227, 1e9, 3.7e-4])
  func logarithms(value: Double) {
    var power = 0.0
    var scaled = value
    while scaled >= 10 {
      scaled /= 10
      power += 1
    }
    while scaled < 1 {
      scaled *= 10
      power -= 1
    }
    let result = Logarithm.base10(value)
    #expect(result >= power - 1e-12 && result < power + 1 + 1e-12)
    #expect(abs(Logarithm.base10(value * value) - 2 * result) < 1e-12)
    #expect(abs(Logarithm.base10(1000) - 3) < 1e-14)
  }

  @Test("Zero has a place of its own and more is further")
  func zeroLog() {
    let scale = ZeroLogScale(zero: 100, top: 0, greatest: 1500)
    #expect(scale.position(0) == 100 && scale.decades == 4)
    let values = [0, 0.5, 1, 2, 10, 500, 1500, 10_000.0]
    for (one, two) in zip(values, values.dropFirst()) {
      #expect(scale.position(one) > scale.position(two))
    }
  }

  @Test("A clock has at most a dozen ticks", arguments: [1, 7, 61, 180, 3600, 14_400, 90_000])
  func ticks(seconds: Int) {
    let clock = Clock(end: .seconds(seconds))
    #expect((2...13).contains(clock.ticks.count))
    #expect(clock.x(.zero) == clock.left && clock.x(.seconds(seconds * 2)) == clock.right)
  }
}
