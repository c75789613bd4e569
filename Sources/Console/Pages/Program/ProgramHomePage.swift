import Debrief
import Findings
import Ledger
import Programs
import Vocabulary

/// The first page of a program.
enum ProgramHomePage {
  static func draw(_ home: ProgramHome, _ shell: ProgramShell) -> Markup {
    shell.draw(
      title: "Program",
      """
      \(window(home))
      <div class="room"><div class="wide-column">
      \(urgent(home))\(overdue(home))\(exercises(home, seesPlans: shell.seat.seesPlans))</div>
      <div class="hand-column">\(gate(home))\(trends(home.trends))</div></div>
      """)
  }

  private static func window(_ home: ProgramHome) -> Markup {
    let phase: Markup =
      "<p class=\"soft\">Today is \(home.today.inWords), \(home.quarter.description): "
      + "\(Self.phase(home.phase)).</p>"
    guard let window = home.window else {
      return """
        <section class="card" aria-labelledby="window-title"><h2 id="window-title">Next window</h2>
        <p>The cadence has no window ahead; look at <code>cadence</code> in \
        <code>cygnet.yaml</code>.</p>\(phase)</section>
        """
    }
    let moved: Markup = window.moved.map { "<p>Moved: \($0)</p>" } ?? ""
    let (name, count) =
      window.isOpen
      ? ("Window under way", "ends in \(Wait.words(window.waitNs))")
      : ("Next window", "in \(Wait.words(window.waitNs))")
    return """
      <section class="card" aria-labelledby="window-title"><h2 id="window-title">\(name)</h2>
      <p class="countdown">\(count)</p><p class="big">\(window.words)</p>\(moved)\(phase)</section>
      """
  }

  private static func phase(_ phase: QuarterDates.Phase) -> String {
    switch phase {
    case .design: "missions are designed"
    case .between: "missions are rehearsed and reviewed"
    case .frozen: "missions are frozen until the window"
    case .window: "the day of a window"
    case .remediation: "gaps are mended and re-tested"
    }
  }

  private static func urgent(_ home: ProgramHome) -> Markup {
    let total = home.standing.values.reduce(0, +)
    let content: Markup =
      total == 0
      ? FindingRows.nothing
      : home.urgent.isEmpty
        ? "<p>Nothing waits for anybody: what was found is verified, or somebody lives with it.</p>"
        : """
        \(FindingRows.draw(home.urgent, caption: "The most urgent first", label: "Open findings"))
        <p class="after"><a href="/program/findings">All \
        \(Written.counted(home.pending, "finding")) that wait for somebody</a></p>
        """
    return """
      <section class="card" aria-labelledby="urgent-title">
      <h2 id="urgent-title">Open findings</h2>\(standing(home))\(content)</section>
      """
  }

  private static func standing(_ home: ProgramHome) -> Markup {
    let counts = Finding.Status.allCases.compactMap { status in
      home.standing[status].map { "\($0) \(status.rawValue)" }
    }
    return counts.isEmpty ? "" : "<p class=\"soft\">\(counts.joined(separator: " · "))</p>"
  }

  private static func overdue(_ home: ProgramHome) -> Markup {
    guard home.overdueCount > 0 else { return "" }
    let more: Markup =
      home.overdueCount > home.overdue.count
      ? """
      <p class="after"><a href="/program/findings?status=overdue">All \(home.overdueCount) that \
      are overdue</a></p>
      """ : ""
    return """
      <section class="card" aria-labelledby="overdue-title">
      <h2 id="overdue-title">Overdue</h2>
      \(FindingRows.draw(home.overdue, caption: "Their date is over", label: "Overdue findings"))
      \(more)</section>
      """
  }

  private static func exercises(_ home: ProgramHome, seesPlans: Bool) -> Markup {
    let rows = home.exercises.map { exercise in
      PlainTable.Row([
        exercise.day.description, exercise.mission, Families.title(exercise.family),
        exercise.responder, exercise.readiness.map(String.init) ?? "–",
        exercise.isWithinSLA ? "met" : "missed",
      ])
    }
    let table = PlainTable(
      ["day", "mission", "family", "responder", "readiness", "SLA"], rows)
    let empty: Markup = """
      <p>None yet. <code>cygnet rehearse MISSION</code> plays one without people, \
      <code>cygnet exercise new MISSION</code> makes one for people; sealed and revealed, it \
      stands here.</p>
      """
    let name = seesPlans ? "Last exercises" : "Last exercises of people"
    return """
      <section class="card" aria-labelledby="exercises-title">
      <h2 id="exercises-title">\(name)</h2>\
      \(rows.isEmpty ? empty : ScrollPart.draw(table.html(caption: "The newest first"), name))\
      </section>
      """
  }

  private static func gate(_ home: ProgramHome) -> Markup {
    guard let gate = home.gate else { return "" }
    let targets = gate.map { waiting -> Markup in
      let shown = waiting.retests.prefix(10).map { retest -> Markup in
        "<li>\(FindingRows.link(retest.finding)) \(retest.title)</li>"
      }
      let more: Markup =
        waiting.retests.count > 10 ? "<li>and \(waiting.retests.count - 10) more</li>" : ""
      return """
        <p><span class="pill bad">✕ closed</span> \(waiting.target) waits for re-tests of</p>
        <ul>\(shown)\(more)</ul>
        """
    }
    let open: Markup =
      gate.isEmpty
      ? """
      <p><span class="pill good">✓ open</span> No re-test of an earlier quarter is left out.</p>
      """
      : """
      <p class="soft">Name them under <code>retests:</code> of a mission, or keep a plan: \
      <code>cygnet program plan --keep</code>.</p>
      """
    return """
      <section class="card" aria-labelledby="gate-title"><h2 id="gate-title">The gate of \
      exercises</h2>\(targets)\(open)</section>
      """
  }

  private static func trends(_ trends: TrendSentences) -> Markup {
    """
    <section class="card" aria-labelledby="trends-title"><h2 id="trends-title">Trends</h2>
    <p>\(trends.readiness)</p><p>\(trends.containment)</p><p>\(trends.standing)</p>
    <p class="soft">\(trends.basis)</p><p><a href="/program/trends">Family by family</a></p>
    </section>
    """
  }
}
