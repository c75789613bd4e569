import Debrief
import Exercises
import Vocabulary

/// Blue's own commands, the target large: most wrong commands are right ones on the wrong host.
enum ActionsPage {
  static func draw(_ view: BlueView, _ visitor: Visitor) -> Markup {
    let shell = Shell(title: "My actions", page: .actions, header: view.header, visitor: visitor)
    let rows = view.actions.enumerated().reversed().map { row($0, $1) }
    let content: Markup =
      view.actions.isEmpty
      ? """
      <p class="soft">No command was executed yet. Open a <a href="terminal">terminal</a>, or type \
      <code>cygnet exercise shell</code> in one of your own.</p>
      """
      : "<ol class=\"deeds\" reversed>\(rows)</ol>"
    return shell.draw(content)
  }

  private static func row(_ index: Int, _ action: ShownAction) -> Markup {
    let took = action.durationNs.map { " · \(Written.span($0))" } ?? ""
    return """
      <li id="action-\(index)" class="card deed"><p class="target">\(action.host)</p>
      <div><code class="command">\(action.command)</code>
      <p>\(Moment.at(action.startedNs)) <span class="soft">\(action.by)\(took)</span> \
      \(outcome(action))</p></div></li>
      """
  }

  private static func outcome(_ action: ShownAction) -> Markup {
    guard let exit = action.exit else { return "<span class=\"pill\">… running</span>" }
    return exit == 0
      ? "<span class=\"pill good\">✓ exit 0</span>"
      : "<span class=\"pill bad\">✕ exit \(exit)</span>"
  }
}
