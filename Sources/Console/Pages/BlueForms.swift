import Debrief
import Exercises
import Vocabulary

/// What blue can say, beside what it can see.
enum BlueForms {
  static func draw(_ view: BlueView, _ forms: CommandForm) -> Markup {
    let hypothesis = forms.form(
      "hypothesis", button: "Post hypothesis", style: "primary", fields(view))
    let decision = forms.form(
      "decide", button: "Post decision",
      Field.line(
        "decide-response", "response", "What will be done", hint: "such as restart-member n2",
        hotkey: "d", longest: 80)
        + Field.area("decide-text", "text", "Why, and at what risk"))
    let trouble = forms.form(
      "declare", button: "Declare trouble",
      Field.ticks("declare-location", "location", "Where, if known", hosts(view), ticked: []))
    let handOver = forms.form(
      "hand-over", button: "Hand over",
      Field.area("hand-over-text", "text", "State of things", required: true, hotkey: "o"))
    let stop = forms.form(
      "stop-word", button: "■ Stop word", style: "danger",
      Field.line(
        "stop-reason", "reason", "What is wrong", hint: "White decides at once.", required: false,
        hotkey: "!"))
    let waiting: Markup =
      view.header.phase.isLive || forms.may("hypothesis")
      ? "" : "<p class=\"soft\">Forms open when the exercise starts.</p>"
    return """
      \(card("What do you believe?", hypothesis))\(card("What do you decide?", decision))\
      \(card("Trouble without an alert?", trouble, hotkey: "t"))\
      \(card("Hand over", handOver))\(card("Stop everything", stop))\(waiting)
      """
  }

  /// A card around a form; nothing where the form is not offered.
  static func card(_ title: String, _ form: Markup, hotkey: String = "") -> Markup {
    guard !form.isEmpty else { return "" }
    let key: Markup =
      hotkey.isEmpty ? "" : " tabindex=\"-1\" data-hotkey=\"\(hotkey)\""
    let shown: Markup = hotkey.isEmpty ? "" : " <kbd>\(hotkey)</kbd>"
    return "<section class=\"card\"><h2\(key)>\(title)\(shown)</h2>\(form)</section>\n"
  }

  /// Filled so that a mechanism's first letters and Enter are enough after the alert's host.
  private static func fields(_ view: BlueView) -> Markup {
    let last = view.alerts.last { $0.resolvedNs == nil && $0.host != nil }?.host?.rawValue
    return Field.choice(
      "hypothesis-mechanism", "mechanism", "Mechanism", view.mechanisms, hotkey: "h",
      prompt: "what is wrong?")
      + Field.ticks(
        "hypothesis-location", "location", "Where", hosts(view),
        ticked: Set([last].compactMap { $0 }))
      + Field.line(
        "hypothesis-confidence", "confidence", "How sure", value: "50%",
        hint: "Open hypotheses together weigh 100 % at the most, and three may be open.",
        longest: 12)
      + Field.area(
        "hypothesis-evidence", "evidence", "Evidence, one line each")
      + Field.area("hypothesis-text", "text", "In your own words")
  }

  private static func hosts(_ view: BlueView) -> [String] { view.hosts.map(\.rawValue) }
}
