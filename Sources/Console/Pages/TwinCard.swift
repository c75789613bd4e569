import Debrief
import Exercises

/// The twin on white's last page: whether it is played, and the way to play it.
enum TwinCard {
  static func draw(_ twin: ShownTwin?, _ forms: CommandForm) -> Markup {
    guard let twin, forms.may("twin") || twin.state != "none" else { return "" }
    return """
      <section class="card"><h2>Twin: nobody responds</h2>
      <p class="verdict" role="status">\(words(twin))</p>
      <p class="note">What was executed is played again on a range of its own, each step at the \
      moment of the exercise clock at which it was, and nobody responds. The difference is what \
      blue prevented. It takes as long as the window; with a shorter horizon the debrief says “at \
      least”, without a twin that nobody knows.</p>
      \(levers(twin, forms))</section>
      """
  }

  private static func words(_ twin: ShownTwin) -> String {
    let horizon = twin.horizonNs.map { " up to \(Moment.text($0))" } ?? ""
    switch twin.state {
    case "playing":
      let since = twin.elapsedNs.map { " for \(Moment.text($0))" } ?? ""
      return "● It is being played\(since)\(horizon): \(twin.detail)"
    case "played": return "✓ It was played\(horizon)."
    case "failed": return "✕ It was thrown away: \(twin.detail)"
    default: return "○ It has not been played."
    }
  }

  private static func levers(_ twin: ShownTwin, _ forms: CommandForm) -> Markup {
    switch twin.state {
    case "playing": forms.button("stop-twin", "■ Stop it and throw it away", [:])
    case "played": ""
    default:
      forms.form(
        "twin", button: "▶ Play the twin",
        Field.line(
          "twin-horizon", "horizon-s", "Horizon in seconds", hint: "empty: the whole window",
          required: false, longest: 10))
    }
  }
}
