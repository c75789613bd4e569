import Debrief
import Exercises
import Vocabulary

/// What a text is as a mission: its mistakes with their places, or its plan.
enum ReviewPart {
  /// `isLive` where a script renews it while somebody types.
  static func draw(_ review: MissionReview, isLive: Bool) -> Markup {
    let keep: Markup = isLive ? " data-keep" : ""
    return """
      <section class="card" id="review"\(keep) aria-labelledby="review-title">
      <h2 id="review-title">What it would do</h2>
      <div id="review-body">\(verdict(review))\(mistakes(review, isLive: isLive))\
      \(plan(review))</div></section>
      """
  }

  private static func verdict(_ review: MissionReview) -> Markup {
    let count = review.diagnostics.count
    guard count == 0 else {
      return """
        <p class="verdict bad" id="review-said" role="status">✕ \
        \(Written.counted(count, "mistake"))</p>
        """
    }
    let steps = Written.counted(review.steps, "step")
    let actions = Written.counted(review.actions, "action")
    return """
      <p class="verdict good" id="review-said" role="status">✓ No mistakes: \(steps), \(actions) \
      with their undo</p>
      """
  }

  private static func mistakes(_ review: MissionReview, isLive: Bool) -> Markup {
    guard !review.diagnostics.isEmpty else { return "" }
    let rows = review.diagnostics.enumerated().map { index, mistake -> Markup in
      let (line, column) = (mistake.position.line, mistake.position.column)
      let place: Markup =
        isLive
        ? """
        <button type="button" class="small" data-line="\(line)" data-column="\(column)">\
        line \(line), column \(column)</button>
        """ : "<b>line \(line), column \(column)</b>"
      return """
        <li id="mistake-\(index)">\(place) \(mistake.message)\
        <p class="soft">\(mistake.hint)</p></li>
        """
    }
    return "<ul class=\"rows\" id=\"mistakes\">\(rows)</ul>"
  }

  private static func plan(_ review: MissionReview) -> Markup {
    guard let plan = review.plan else { return "" }
    return """
      <pre class="plan" tabindex="0" role="region" \
      aria-label="The plan in plain English, every action with its undo">\(plan)</pre>
      """
  }
}
