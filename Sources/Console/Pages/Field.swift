import Debrief

/// Fields of forms, each with its label.
enum Field {
  /// One line.
  static func line(
    _ id: String, _ name: String, _ label: String, value: String = "", hint: String = "",
    required: Bool = true, hotkey: String = "", longest: Int = 4_000
  ) -> Markup {
    """
    <p class="field"><label for="\(id)">\(label)\(key(hotkey))</label>\
    <input id="\(id)" name="\(name)" value="\(value)" maxlength="\(longest)" \
    autocomplete="off"\(must(required))\(described(id, hint))\(hot(hotkey))>\(hinted(id, hint))</p>
    """
  }

  /// Several lines.
  static func area(
    _ id: String, _ name: String, _ label: String, rows: Int = 2, hint: String = "",
    required: Bool = false, hotkey: String = ""
  ) -> Markup {
    """
    <p class="field"><label for="\(id)">\(label)\(key(hotkey))</label>\
    <textarea id="\(id)" name="\(name)" rows="\(rows)" maxlength="4000"\(must(required))\
    \(described(id, hint))\(hot(hotkey))></textarea>\(hinted(id, hint))</p>
    """
  }

  /// One of several. With a prompt none is chosen at first, and the browser asks for one.
  static func choice(
    _ id: String, _ name: String, _ label: String, _ options: [String], hotkey: String = "",
    prompt: String = ""
  ) -> Markup {
    let unchosen: Markup = prompt.isEmpty ? "" : "<option value=\"\">\(prompt)</option>"
    let all = options.map { option -> Markup in
      "<option value=\"\(option)\">\(option)</option>"
    }
    return """
      <p class="field"><label for="\(id)">\(label)\(key(hotkey))</label>\
      <select id="\(id)" name="\(name)" required\(hot(hotkey))>\(unchosen)\(all)</select></p>
      """
  }

  /// Any of several.
  static func ticks(
    _ id: String, _ name: String, _ label: String, _ options: [String], ticked: Set<String>
  ) -> Markup {
    let all = options.enumerated().map { index, option -> Markup in
      let on: Markup = ticked.contains(option) ? " checked" : ""
      return """
        <label class="tick" for="\(id)-\(index)"><input type="checkbox" id="\(id)-\(index)" \
        name="\(name)" value="\(option)"\(on)><span>\(option)</span></label>
        """
    }
    return "<fieldset class=\"field\"><legend>\(label)</legend>\(all)</fieldset>"
  }

  private static func must(_ required: Bool) -> Markup { required ? " required" : "" }

  private static func hot(_ key: String) -> Markup {
    key.isEmpty ? "" : " data-hotkey=\"\(key)\" aria-keyshortcuts=\"\(key)\""
  }

  private static func key(_ key: String) -> Markup { key.isEmpty ? "" : " <kbd>\(key)</kbd>" }

  private static func described(_ id: String, _ hint: String) -> Markup {
    hint.isEmpty ? "" : " aria-describedby=\"\(id)-hint\""
  }

  private static func hinted(_ id: String, _ hint: String) -> Markup {
    hint.isEmpty ? "" : "<span class=\"hint\" id=\"\(id)-hint\">\(hint)</span>"
  }
}
