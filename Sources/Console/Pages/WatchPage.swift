import Debrief
import Exercises
import Vocabulary

/// Blue's terminals for those who look on: one at a time, as it is, with nothing to type into.
enum WatchPage {
  /// `chosen` is the terminal whose screen is shown; nil shows the list alone.
  static func draw(_ view: ControlView, _ visitor: Visitor, chosen: String?) -> Markup {
    let shell = Shell(
      title: "Blue's terminals", page: .watch, header: view.header, visitor: visitor)
    let rows = view.terminals.reversed().map { row($0, view, visitor, isChosen: $0.id == chosen) }
    let list: Markup =
      view.terminals.isEmpty
      ? """
      <p class="soft">Blue has opened no terminal. There are terminals only while the exercise \
      runs; recordings are in the debrief.</p>
      """
      : "<ul class=\"rows\">\(rows)</ul>"
    let screen = view.terminals.first { $0.id == chosen }.map { pane($0, visitor) } ?? ""
    return shell.draw(
      """
      <div class="room"><div class="wide-column">\(screen)
      <p class="soft">This is the same output that is recorded, as it comes. Nobody can type here, \
      and blue does not see that somebody looks. In a terminal: <code>cygnet exercise look</code>.\
      </p></div>
      <div class="hand-column"><section class="card" aria-labelledby="terminals-title">
      <h2 id="terminals-title">Terminals, newest first</h2>\(list)</section></div></div>
      <noscript><p class="card">Without scripts this page cannot show output as it comes; use \
      <code>cygnet exercise look</code>.</p></noscript>
      """)
  }

  private static func row(
    _ terminal: ShownTerminal, _ view: ControlView, _ visitor: Visitor, isChosen: Bool
  ) -> Markup {
    let mark: Markup =
      terminal.isOpen
      ? "<span class=\"pill good\">● open</span>" : "<span class=\"pill\">○ over</span>"
    let last = view.events.last {
      $0.kind == .actionExecuted && $0.fields["terminal"]?.text == terminal.id
    }
    let command: Markup =
      last.map {
        """
        <p><b class="host">\($0.host?.rawValue ?? "")</b> \
        <code>\($0.fields["action"]?.text ?? "")</code></p>
        """
      } ?? "<p class=\"soft\">no command yet</p>"
    let current: Markup = isChosen ? " aria-current=\"true\"" : ""
    return """
      <li id="terminal-row-\(terminal.id)"><div class="head">\(mark) \
      <a href="/x/\(visitor.code)/watch/\(terminal.id)"\(current)>\(terminal.id)</a> \
      <span>\(terminal.by)</span></div>\(command)</li>
      """
  }

  private static func pane(_ terminal: ShownTerminal, _ visitor: Visitor) -> Markup {
    """
    <section class="card shell" id="terminal-\(terminal.id)" data-keep \
    data-terminal="/x/\(visitor.code)/terminals/\(terminal.id)" \
    aria-label="Terminal \(terminal.id) of \(terminal.by)">
    <div class="head"><p class="target" data-target>ops</p> <span class="soft">\(terminal.id) of \
    \(terminal.by), to look at</span></div>
    <pre class="screen" tabindex="0" role="log" aria-label="Output of terminal \
    \(terminal.id)"></pre></section>
    """
  }
}
