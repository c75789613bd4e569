import Debrief
import Exercises
import Vocabulary

/// Red's truth, the system and blue on one clock, as it stands now.
struct ControlLanes {
  private let view: ControlView
  private let end: Nanoseconds
  private let left = 96.0
  private let right = 1090.0

  static func draw(_ view: ControlView) -> Markup { ControlLanes(view).picture }

  private init(_ shown: ControlView) {
    view = shown.onExerciseClock
    let moments = view.events.map(\.timeNs) + [view.header.elapsedNs, .seconds(60)]
    end = .seconds((moments.max() ?? .zero).inSeconds * 1.04)
  }

  private struct Lane {
    var name: String
    var body: Markup
    var height: Double
  }

  private var picture: Markup {
    var y = 26.0
    var body: Markup = ""
    for lane in [red, system, blue, white] where lane.height > 0 {
      body += """
        <g transform="translate(0 \(y))"><line x1="0" y1="0" x2="1100" y2="0" class="rule"/>\
        <text x="0" y="18" class="lane">\(lane.name)</text>\(lane.body)</g>

        """
      y += lane.height
    }
    let now = x(view.header.elapsedNs)
    return """
      <section class="card" aria-labelledby="lanes-title"><h2 id="lanes-title">One clock</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Lanes on one clock">
      <svg class="figure lanes" viewBox="0 0 1100 \(y + 8)" role="img" \
      aria-label="Red, system, blue and white on one clock; the log below says the same" \
      data-left="\(left)" data-right="\(right)" data-end-ms="\(Int(end.inMilliseconds))" \
      data-elapsed-ms="\(Int(view.header.elapsedNs.inMilliseconds))">
      \(ticks(to: y))\(body)
      \(Shapes.line(now, 20, now, y, style: "now"))
      <line id="cursor-line" data-keep class="cursor-line" x1="0" y1="20" x2="0" y2="\(y)"/>
      </svg></div>\(cursor)</section>
      """
  }

  /// A moment that arrow keys move over the lanes; a script shows it, for alone it does nothing.
  private var cursor: Markup {
    """
    <p class="at-moment" id="cursor" data-keep hidden><label for="cursor-at">Moment \
    <kbd>m</kbd></label><input type="range" id="cursor-at" min="0" max="0" step="1" value="0" \
    data-hotkey="m" aria-keyshortcuts="m"><span id="cursor-says" class="clock"></span>\
    <span class="soft"><kbd>n</kbd> notes at it</span></p>
    """
  }

  private func x(_ moment: Nanoseconds) -> Double {
    left + (right - left) * min(max(moment.inSeconds / max(end.inSeconds, 1), 0), 1)
  }

  private func ticks(to bottom: Double) -> Markup {
    let steps = [10, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200]
    let step = steps.first { end.inSeconds / Double($0) <= 10 } ?? 14_400
    var result: Markup = ""
    for second in stride(from: 0, through: Int(end.inSeconds), by: step) {
      let place = x(.seconds(second))
      result += Shapes.line(place, 20, place, bottom, style: "grid")
      result += Shapes.text(
        Moment.text(.seconds(second)), x: place, y: 13, style: "tick", anchor: "middle")
    }
    return result
  }

  /// A thing on a lane: from where to where, its words, and its shape at a place.
  private struct Item {
    var from: Double
    var to: Double
    var label: String
    var title: String
    var shape: (Double) -> Markup
  }

  private func lane(_ name: String, _ items: [Item], always: Bool = true) -> Lane {
    guard !items.isEmpty || always else { return Lane(name: name, body: "", height: 0) }
    let result = LabelPlacer(bounds: left...1096, rows: 6).place(
      items.map { LabelPlacer.Item(left: $0.from, right: $0.to, label: $0.label) })
    var body: Markup = ""
    for placed in result.placements {
      let y = Double(placed.row) * 22 + 14
      let item = items[placed.item]
      body += Shapes.titled(item.title, item.shape(y))
      body += Shapes.text(
        placed.label, x: placed.labelX, y: y + 4, style: "ev halo", anchor: placed.anchor)
    }
    let missing = result.dropped + result.unlabelled
    if missing > 0 {
      body += Shapes.text("\(missing) in the log", x: 0, y: 34, style: "lanesub")
    }
    return Lane(name: name, body: body, height: Double(max(result.rowsUsed, 2)) * 22 + 10)
  }

  private var red: Lane {
    lane(
      "Red",
      view.steps.compactMap { step in
        guard let begin = step.effectiveNs ?? step.commandedNs else { return nil }
        let (from, isEffective) = (x(begin), step.effectiveNs != nil)
        let to = max(x(step.healedNs ?? view.header.elapsedNs), from + 3)
        let hosts = step.targets.map(\.rawValue).joined(separator: ", ")
        return Item(
          from: from, to: to, label: "\(step.kind) \(hosts)",
          title: "\(step.name): \(step.state) from \(Written.moment(begin))"
        ) { y in
          Shapes.box(from, y - 9, to - from, 18, style: isEffective ? "red" : "pending")
        }
      })
  }

  private var system: Lane {
    let kinds: Set<TimelineEvent.Kind> = [
      .alertFired, .alertResolved, .leaderSeen, .databaseExited, .redundancySeen,
    ]
    return lane(
      "System",
      marks(kinds) { event, x, y in
        switch event.kind {
        case .alertFired: Shapes.triangle(x, y, style: "alert")
        case .alertResolved: Shapes.triangleDown(x, y, style: "alertopen")
        case .databaseExited: Shapes.cross(x, y)
        default: Shapes.circle(x, y, radius: 3, style: "dot")
        }
      })
  }

  private var blue: Lane {
    let kinds: Set<TimelineEvent.Kind> = [
      .hypothesisPosted, .decisionPosted, .actionExecuted, "trouble.declared",
      "alert.acknowledged", "hypothesis.withdrawn", "stop.called", "handover.posted",
    ]
    return lane(
      "Blue",
      marks(kinds) { event, x, y in
        switch event.kind {
        case .hypothesisPosted: Shapes.circle(x, y, style: "blue")
        case .decisionPosted: Shapes.diamond(x, y, style: "blue")
        case .actionExecuted: Shapes.square(x, y, style: "blue")
        default: Shapes.circle(x, y, style: "blueopen")
        }
      })
  }

  private var white: Lane {
    let kinds: Set<TimelineEvent.Kind> = [
      .cueSent, .limitReached, "hint.given", "note.taken", "exercise.paused", "exercise.resumed",
      "incident.began",
    ]
    return lane(
      "White", marks(kinds) { _, x, y in Shapes.flag(x, y, style: "flag") }, always: false)
  }

  private func marks(
    _ kinds: Set<TimelineEvent.Kind>,
    _ shape: @escaping (TimelineEvent, Double, Double) -> Markup
  ) -> [Item] {
    view.events.filter { kinds.contains($0.kind) }.map { event in
      // A note stands at the moment that it is about.
      let about = event.kind == .noteTaken ? event.fields["at_ns"]?.whole : nil
      let place = x(about.map(Nanoseconds.init(rawValue:)) ?? event.timeNs)
      return Item(
        from: place - 7, to: place + 7, label: label(event),
        title: "\(Written.moment(event.timeNs)) \(EventWords.title(event)): "
          + EventWords.detail(event)
      ) { y in shape(event, place, y) }
    }
  }

  private func label(_ event: TimelineEvent) -> String {
    let host = event.host.map { " \($0.rawValue)" } ?? ""
    let words =
      switch event.kind {
      case .alertFired, .alertResolved: event.fields["alert"]?.text
      case .leaderSeen: event.host == nil ? "no leader" : "leader"
      case .redundancySeen: "margin \(event.fields["margin"]?.whole ?? 0)"
      case .hypothesisPosted: event.fields["mechanism"]?.text
      case .decisionPosted: event.fields["response"]?.text
      case .actionExecuted: event.fields["action"]?.text
      default: nil as String?
      }
    return String((words ?? EventWords.title(event)).prefix(32)) + host
  }
}
