import Debrief
import Exercises
import Vocabulary

/// Red's other page: the mission, its plan, and what counts as the truth.
enum MissionPage {
  static func draw(_ view: ControlView, _ visitor: Visitor) -> Markup {
    let mission = view.mission
    let shell = Shell(
      title: "Mission", page: .mission, header: view.header, visitor: visitor)
    let sham: Markup =
      mission.isSham
      ? """
      <p class="banner"><strong>Sham: nothing is injected</strong> The plan stands as written; it \
      measures how often people see a fault where there is none.</p>
      """ : ""
    return shell.draw(
      """
      \(ProposalPage.banner(view, visitor))\(sham)
      <p class="lead"><b>\(mission.title)</b> <code>\(mission.name)</code></p>
      <p class="big">\(mission.hypothesis)</p>
      <div class="room"><div class="wide-column">
      <section class="card" aria-labelledby="plan-title"><h2 id="plan-title">The plan, step by \
      step</h2>
      <pre class="plan" tabindex="0" role="region" aria-label="The plan">\(mission.plan)</pre>\
      </section></div>
      <div class="hand-column">\(truth(mission))\(key(mission.responses))
      <section class="card"><h2>What blue is told</h2><p>\(view.header.told)</p></section></div>
      </div>
      """)
  }

  private static func truth(_ mission: ShownMission) -> Markup {
    let trigger: Markup =
      mission.truth.trigger.map { "<dt>set off by</dt><dd>\($0)</dd>" } ?? ""
    return """
      <section class="card"><h2>The truth</h2><dl class="facts">
      <dt>mechanism</dt><dd><code>\(mission.truth.mechanism)</code></dd>
      <dt>location</dt><dd>\(mission.truth.location)</dd>\(trigger)</dl></section>
      """
  }

  private static func key(_ responses: BlueBrief.ResponseKey) -> Markup {
    """
    <section class="card"><h2>Responses by class</h2><dl class="facts">
    <dt>✓✓ preferred</dt><dd>\(list(responses.preferred))</dd>
    <dt>✓ acceptable</dt><dd>\(list(responses.acceptable))</dd>
    <dt>✕ harmful</dt><dd>\(list(responses.harmful))</dd></dl></section>
    """
  }

  private static func list(_ responses: [String]) -> String {
    responses.isEmpty ? "none" : responses.joined(separator: ", ")
  }
}
