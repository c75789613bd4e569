import Vocabulary

/// What red did, what the system showed and what blue did, on one clock with the write curves.
///
/// Shape:  one `svg` element of 1080 units' width; its height grows with what happened.
/// Effect: styled by `DebriefStyle.css`; needs no script, no font and no other file.
/// Limits: one a page, for its patterns have names; a lane has at most sixteen rows, and says
///         what it left out.
package enum TimelinePicture {
  /// Draws the exercise.
  package static func svg(_ input: DebriefInput) -> String { drawing(Facts(input)).source }

  /// A row of the picture; its markup is drawn from 0 downwards.
  struct Lane {
    var name: String
    var subtitle: String
    var body: Markup
    var height: Double
  }

  static func drawing(_ facts: Facts) -> Markup {
    let clock = Clock(end: facts.end)
    let marks = TimelineMarks(facts, clock: clock)
    let lanes =
      [
        RedLane.draw(facts, clock: clock), SystemLane.draw(facts, clock: clock),
        BlueLane.draw(facts, clock: clock),
      ] + [BeliefLane.draw(facts, clock: clock)].compactMap(\.self)
      + CurveLanes.draw(facts, clock: clock)
    let top = marks.height
    let bottom = top + lanes.reduce(0) { $0 + $1.height }
    var body: Markup = ""
    for tick in clock.ticks {
      let x = clock.x(tick)
      body += Shapes.line(x, top, x, bottom, style: "grid")
      body += Shapes.text(
        Clock.label(tick), x: x, y: bottom + 16, style: "tick",
        anchor: x > clock.right - 12 ? "end" : "middle")
    }
    body += PauseBands.draw(facts, clock: clock, from: top, to: bottom)
    body += marks.lines(to: bottom)
    var y = top
    for lane in lanes {
      body += Shapes.line(0, y, 1080, y, style: "rule")
      body += Shapes.text(lane.name, x: 0, y: y + 20, style: "lane")
      body += Shapes.text(lane.subtitle, x: 0, y: y + 34, style: "lanesub")
      body += "<g transform=\"translate(0 \(y))\">\(lane.body)</g>\n"
      y += lane.height
    }
    body += Shapes.line(0, bottom, 1080, bottom, style: "rule")
    body += cursor(clock, from: top, to: bottom)
    body += marks.labels
    return """
      <svg viewBox="0 0 1080 \(bottom + 26)" role="img" class="figure timeline">
      <title>Timeline of the exercise</title>
      <desc>\(description(facts))</desc>
      \(patterns)
      \(body)</svg>
      """
  }

  /// Where the replay stands; the script moves it.
  private static func cursor(_ clock: Clock, from top: Double, to bottom: Double) -> Markup {
    """
    <line x1="\(clock.right)" y1="\(top)" x2="\(clock.right)" y2="\(bottom)" \
    class="cursor off" data-left="\(clock.left)" data-right="\(clock.right)"/>

    """
  }

  private static func description(_ facts: Facts) -> String {
    let alerts = facts.input.timeline.filter { $0.kind == .alertFired }.count
    return Written.counted(facts.input.faults.count, "step") + " by red, "
      + Written.counted(alerts, "alert") + ", " + Written.counted(facts.moves.count, "move")
      + " by blue and the write rate, over " + Written.span(facts.end)
      + ". Every event is also a row of the table “Full timeline”."
  }

  private static let patterns: Markup = """
    <defs>
    <pattern id="tl-hatch" width="6" height="6" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="6" class="hatch"/></pattern>
    <pattern id="tl-back" width="6" height="6" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(-45)"><line x1="0" y1="0" x2="0" y2="6" class="backhatch"/></pattern>
    <pattern id="tl-dots" width="5" height="5" patternUnits="userSpaceOnUse">\
    <circle cx="1.5" cy="1.5" r="0.9" class="dot"/></pattern>
    <pattern id="tl-cross" width="8" height="8" patternUnits="userSpaceOnUse">\
    <path d="M1.5 1.5 l5 5 m0 -5 l-5 5" class="hatch"/></pattern>
    <pattern id="tl-pause" width="4" height="4" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="4" class="pausehatch"/></pattern>
    <pattern id="tl-rise" width="5" height="5" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="5" class="bluehatch"/></pattern>
    <pattern id="tl-fall" width="5" height="5" patternUnits="userSpaceOnUse" \
    patternTransform="rotate(-45)"><line x1="0" y1="0" x2="0" y2="5" class="bluehatch"/></pattern>
    <pattern id="tl-bars" width="4" height="4" patternUnits="userSpaceOnUse">\
    <line x1="0" y1="0" x2="0" y2="4" class="bluehatch"/></pattern>
    <pattern id="tl-rows" width="4" height="4" patternUnits="userSpaceOnUse">\
    <line x1="0" y1="0" x2="4" y2="0" class="bluehatch"/></pattern>
    <pattern id="tl-spots" width="6" height="6" patternUnits="userSpaceOnUse">\
    <circle cx="2" cy="2" r="1.2" class="bluedot"/></pattern>
    </defs>
    """
}
