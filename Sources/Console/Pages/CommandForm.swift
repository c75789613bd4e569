import Debrief
import Exercises

/// Forms that send commands, on behalf of one visitor, from one page.
struct CommandForm {
  var visitor: Visitor
  var page: PageName
  var phase: ExercisePhase

  /// Whether the role may send that command now; what may not be sent is not shown.
  func may(_ command: String) -> Bool {
    Permissions.table.contains {
      $0.command == command && $0.roles.contains(visitor.person.role) && $0.phases.contains(phase)
    }
  }

  /// A form with visible fields and one button.
  func form(
    _ command: String, button: String, style: String = "", hotkey: String = "",
    _ fields: Markup
  ) -> Markup {
    guard may(command) else { return "" }
    return """
      <form method="post" action="/x/\(visitor.code)/do" id="form-\(command)" data-command \
      class="fields">
      \(hidden(command, [:]))\(fields)
      <p class="send">\(submit(button, style: style, hotkey: hotkey))\
      <output class="said" data-keep></output></p>
      </form>
      """
  }

  /// A button of its own; `about` tells programs that read aloud what it is about.
  func button(
    _ command: String, _ label: String, _ values: [String: String], about: String = "",
    style: String = "small"
  ) -> Markup {
    guard may(command) else { return "" }
    let more: Markup = about.isEmpty ? "" : "<span class=\"unseen\"> \(about)</span>"
    return """
      <form method="post" action="/x/\(visitor.code)/do" data-command class="inline">\
      \(hidden(command, values))<button class="\(style)">\(label)\(more)</button>\
      <output class="said" data-keep></output></form>
      """
  }

  /// Hidden fields of every form.
  func hidden(_ command: String, _ values: [String: String]) -> Markup {
    let own = values.sorted { $0.key < $1.key }.map { pair -> Markup in
      "<input type=\"hidden\" name=\"\(pair.key)\" value=\"\(pair.value)\">"
    }
    return """
      <input type="hidden" name="do" value="\(command)">\
      <input type="hidden" name="csrf" value="\(visitor.formToken)">\
      <input type="hidden" name="back" value="\(page.rawValue)">\(own)
      """
  }

  private func submit(_ label: String, style: String, hotkey: String) -> Markup {
    let key: Markup = hotkey.isEmpty ? "" : " data-hotkey=\"\(hotkey)\""
    return "<button class=\"\(style)\"\(key)>\(label)</button>"
  }
}
