import Vocabulary

/// The write curves: acknowledged a second with the twin's, p99 latency, and the share refused.
enum CurveLanes {
  static func draw(_ facts: Facts, clock: Clock) -> [TimelinePicture.Lane] {
    let series = facts.input.series
    guard !series.buckets.isEmpty else { return [] }
    let longest = max(series.buckets.count, facts.input.twin?.series.buckets.count ?? 0)
    let group = max(1, (longest + 239) / 240)
    let points = Self.points(series, group: group)
    // A twin outlives a run that was cut short; the clock is the run's.
    let twin = (facts.input.twin.map { Self.points($0.series, group: group) } ?? [])
      .filter { $0.end <= facts.end }
    let marks = AttributionMarks.draw(facts, clock: clock).map { [$0] } ?? []
    return [rate(points, twin, facts, clock)] + marks
      + [latency(points, twin, clock), refused(points, clock)]
  }

  /// A stretch of the curve, wide enough to be drawn.
  struct Point {
    var start: Nanoseconds
    var end: Nanoseconds
    var rate: Double
    /// The worst 99th percentile within it.
    var p99: Nanoseconds?
    var success: Double
    var middle: Nanoseconds { Nanoseconds(rawValue: (start.rawValue + end.rawValue) / 2) }
  }

  /// Stretches of `group` buckets; an unfinished one at the end is left out.
  static func points(_ series: WriteSeries, group: Int) -> [Point] {
    let width = series.bucketNs.rawValue
    return stride(from: 0, to: series.buckets.count, by: group).compactMap { first in
      guard first + group <= series.buckets.count else { return nil }
      let part = series.buckets[first..<(first + group)]
      let acknowledged = part.reduce(0) { $0 + $1.acknowledged }
      let refused = part.reduce(0) { $0 + $1.unacknowledged }
      let all = acknowledged + refused
      return Point(
        start: Nanoseconds(rawValue: width * Int64(first)),
        end: Nanoseconds(rawValue: width * Int64(first + group)),
        rate: Double(acknowledged) * 1e9 / Double(max(width, 1) * Int64(group)),
        p99: part.compactMap(\.p99Ns).max(),
        success: all == 0 ? 0 : Double(acknowledged) / Double(all))
    }
  }

  /// The same points, with the mean of two seconds around each where fewer than 20 writes fell.
  ///
  /// One write a second would otherwise leap between zero and its bucket's share.
  static func steadied(_ points: [Point]) -> [Point] {
    points.indices.map { index in
      var point = points[index]
      let near = points[max(0, index - 20)...min(points.count - 1, index + 20)]
      // Around it, then after and before it, so that the edges of an outage stay where they are.
      for (before, after) in [(1, 1), (0, 2), (2, 0)] {
        let from = point.start - .seconds(before)
        let to = point.end + .seconds(after)
        let window = near.filter { $0.start >= from && $0.end <= to }
        let mean = window.reduce(0) { $0 + $1.rate } / Double(max(window.count, 1))
        if mean < 10 && window.count > 1 {
          point.rate = mean
          break
        }
      }
      return point
    }
  }

  private static func rate(
    _ points: [Point], _ twin: [Point], _ facts: Facts, _ clock: Clock
  ) -> TimelinePicture.Lane {
    let greatest = (points + twin).map(\.rate).max() ?? 1
    let scale = ZeroLogScale(zero: 126, top: 14, greatest: greatest)
    var body = axis(scale, clock: clock) { Written.count(Int64($0)) }
    for harm in facts.curve.harm {
      let x = clock.x(harm.start)
      body += Shapes.titled(
        "fewer than half the undisturbed writes, \(Written.span(harm.length))",
        Shapes.box(x, 8, clock.x(harm.end) - x, 124, style: "uncontained", radius: 0))
    }
    body += lost(facts, clock)
    body += prevented(steadied(points), steadied(twin), scale, facts, clock)
    body += path(steadied(twin), style: "twin", clock: clock) { scale.position($0.rate) }
    body += path(steadied(points), style: "rate", clock: clock) { scale.position($0.rate) }
    return .init(name: "Writes", subtitle: "acknowledged / s", body: body, height: 138)
  }

  /// Where writes were acknowledged that are gone: the curve was higher than what is left of it.
  private static func lost(_ facts: Facts, _ clock: Clock) -> Markup {
    let marks = facts.input.attribution?.marks.filter { $0.harm == .lost } ?? []
    return marks.reduce(into: "") { body, mark in
      let x = clock.x(mark.startNs)
      body += Shapes.titled(
        "\(Written.counted(mark.count, "acknowledged write")) of this time lost",
        Shapes.box(x, 8, max(clock.x(mark.endNs) - x, 2), 124, style: "lostband", radius: 0))
    }
  }

  private static func latency(
    _ points: [Point], _ twin: [Point], _ clock: Clock
  ) -> TimelinePicture.Lane {
    let greatest = (points + twin).compactMap(\.p99).max()?.inMilliseconds ?? 1
    let scale = ZeroLogScale(zero: 80, top: 12, greatest: greatest)
    var body = axis(scale, clock: clock) { value in
      value >= 1000 ? Written.count(Int64(value / 1000)) + " s" : Written.rate(value) + " ms"
    }
    body += path(twin, style: "twin", clock: clock) {
      $0.p99.map { scale.position($0.inMilliseconds) }
    }
    body += path(points, style: "rate", clock: clock) {
      $0.p99.map { scale.position($0.inMilliseconds) }
    }
    return .init(name: "Latency", subtitle: "p99, log", body: body, height: 92)
  }

  private static func refused(_ points: [Point], _ clock: Clock) -> TimelinePicture.Lane {
    var body = Shapes.line(clock.left, 34, clock.right, 34, style: "axis")
    body += Shapes.text("0", x: clock.left - 8, y: 38, style: "tick", anchor: "end")
    body += Shapes.text("all", x: clock.left - 8, y: 15, style: "tick", anchor: "end")
    for point in points where point.success < 1 {
      let height = max(1.5, 26 * (1 - point.success))
      let x = clock.x(point.start)
      body += Shapes.box(
        x, 34 - height, clock.x(point.end) - x + 0.3, height, style: "fail", radius: 0)
    }
    return .init(name: "Refused", subtitle: "share of writes", body: body, height: 44)
  }

  private static func axis(
    _ scale: ZeroLogScale, clock: Clock, label: (Double) -> String
  ) -> Markup {
    let every = scale.decades > 5 ? 2 : 1
    var body: Markup = ""
    for (index, tick) in scale.ticks.enumerated() {
      let y = scale.position(tick)
      body += Shapes.line(clock.left, y, clock.right, y, style: index == 0 ? "axis" : "grid")
      guard index == 0 || (index - 1) % every == 0 else { continue }
      // Where the decades stand close together, one label is enough for 0 and 1.
      if index == 1, abs(scale.position(0) - y) < 11 { continue }
      body += Shapes.text(
        index == 0 ? "0" : label(tick), x: clock.left - 8, y: y + 4, style: "tick", anchor: "end")
    }
    return body
  }

  /// A line through the middles of the stretches; it breaks where two seconds have nothing to draw.
  private static func path(
    _ points: [Point], style: String, clock: Clock, _ y: (Point) -> Double?
  ) -> Markup {
    var data = ""
    var last: Nanoseconds?
    for point in points {
      guard let height = y(point) else { continue }
      let isDown = last.map { point.start <= $0 + .seconds(2) } ?? false
      data += isDown ? " L" : " M"
      data += Written.decimal(clock.x(point.middle), places: 1) + " "
      data += Written.decimal(height, places: 1)
      // A lone stretch between two holes would be a line of no length: give it a little.
      if !isDown { data += " h0.6" }
      last = point.end
    }
    return data.isEmpty ? "" : "<path d=\"\(data.dropFirst().description)\" class=\"\(style)\"/>\n"
  }

  /// The area between the twin's curve and the real one, where the real one is the better.
  private static func prevented(
    _ points: [Point], _ twin: [Point], _ scale: ZeroLogScale, _ facts: Facts, _ clock: Clock
  ) -> Markup {
    // What came better before anything was done, or where nothing was, is chance.
    guard facts.hasResponder, let start = facts.firstAction else { return "" }
    var body: Markup = ""
    var run: [(real: Point, twin: Point)] = []
    func close() {
      if run.count > 1 {
        let there = run.map { "\(place(clock.x($0.real.middle), scale.position($0.real.rate)))" }
        let back = run.reversed().map {
          "\(place(clock.x($0.real.middle), scale.position($0.twin.rate)))"
        }
        let data = "M" + (there + back).joined(separator: " L") + " Z"
        body += "<path d=\"\(data)\" class=\"prevented\"/>\n"
      }
      run = []
    }
    for (real, other) in zip(points, twin) where real.middle >= start {
      if real.rate > other.rate * 1.5 + 1 { run.append((real, other)) } else { close() }
    }
    close()
    return body
  }

  private static func place(_ x: Double, _ y: Double) -> String {
    Written.decimal(x, places: 1) + " " + Written.decimal(y, places: 1)
  }
}
