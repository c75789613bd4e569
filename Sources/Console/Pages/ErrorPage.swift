import Debrief
import Exercises

/// A no, in the same look as everything else.
enum ErrorPage {
  static func draw(_ refusal: Refusal, back: String) -> Markup {
    let hint: Markup = refusal.hint.map { "<p class=\"soft\">\($0)</p>" } ?? ""
    return Plain.draw(
      title: title(refusal.kind),
      """
      <p class="lead">\(refusal.message)</p>\(hint)
      <p><a href="\(back)">Go back</a></p>
      """)
  }

  private static func title(_ kind: Refusal.Kind) -> String {
    switch kind {
    case .unknownPerson: "Not signed in"
    case .forbidden: "Not yours to do"
    case .phase: "Not now"
    case .invalid: "Something is not right yet"
    case .missing: "Not here"
    case .limited: "Too fast"
    case .failed: "It failed"
    }
  }
}
