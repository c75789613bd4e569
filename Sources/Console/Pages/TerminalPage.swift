import Debrief
import Exercises
import Vocabulary

/// A plain terminal: what the shell prints, and a line to type into.
enum TerminalPage {
  static func draw(_ view: BlueView, _ visitor: Visitor) -> Markup {
    let shell = Shell(
      title: "Terminal", page: .terminal, header: view.header, visitor: visitor,
      keys: [(":", "the line to type into"), ("Ctrl-C", "interrupt, in the line"), ("?", "keys")])
    let panes = view.terminals.map { pane($0, visitor) }
    let open: Markup = """
      <form method="post" action="/x/\(visitor.code)/terminals" class="inline">\
      <input type="hidden" name="csrf" value="\(visitor.formToken)">\
      <input type="hidden" name="term" value="dumb">\
      <button class="\(panes.isEmpty ? "primary" : "small")">Open a terminal</button></form>
      """
    return shell.draw(
      """
      <p class="soft">Output and commands are recorded; what you type is not. The shell stands on \
      the ops host; <code>ssh n1</code>, <code>systemctl</code> and <code>journalctl</code> work \
      as at work. For a full screen: <code>cygnet exercise shell</code>.</p>
      \(panes)
      <p>\(open)</p>
      <noscript><p class="card">Without scripts this page cannot show output as it comes; use \
      <code>cygnet exercise shell</code>.</p></noscript>
      """)
  }

  private static func pane(_ id: String, _ visitor: Visitor) -> Markup {
    let path = "/x/\(visitor.code)/terminals/\(id)"
    return """
      <section class="card shell" id="terminal-\(id)" data-keep data-terminal="\(path)" \
      aria-label="Terminal \(id)">
      <div class="head"><p class="target" data-target>ops</p>\
      <form method="post" action="\(path)/close" class="inline">\
      <input type="hidden" name="csrf" value="\(visitor.formToken)">\
      <button class="small">Close<span class="unseen"> terminal \(id)</span></button></form></div>
      <pre class="screen" tabindex="0" role="log" aria-label="Output of terminal \(id)"></pre>
      <form method="post" action="\(path)/input" class="type" data-input>
      <input type="hidden" name="csrf" value="\(visitor.formToken)">
      <label for="line-\(id)" class="unseen">Command line of terminal \(id)</label>
      <input id="line-\(id)" name="line" autocomplete="off" autocapitalize="off" \
      spellcheck="false" data-hotkey=":" placeholder="type a command, Enter sends it">
      <button class="small">Send</button>
      <button class="small" type="button" data-bytes="3">Ctrl-C</button>
      <button class="small" type="button" data-bytes="4">Ctrl-D</button>
      </form></section>
      """
  }
}
