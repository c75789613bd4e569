import Vocabulary

/// A person's moves on the pages of an exercise: forms are found by the command that they send.
extension Browser {
  /// Redeems an invitation as a person does: opens the link, presses the button.
  func join(_ link: String) async throws {
    try await go(link)
    try await element("form[method=post] button").click()
    _ = try await wait(for: "page of the role", within: .seconds(10)) {
      try await address().contains("/x/") ? true : nil
    }
  }

  /// Fills the form of a command, field by field, and presses its button.
  func send(_ command: String, _ fields: [(name: String, value: String)] = []) async throws {
    let form = try await wait(for: "form of ‘\(command)’", within: .seconds(10)) {
      try await find(command, fields)
    }
    for (name, value) in fields { try await fill(name, value, in: form) }
    let button = try await run(Self.buttonScript, [form, .string(command)])
    guard let button = BrowserElement(browser: self, reference: button) else {
      throw BrowserError(description: "\(name): no button sends ‘\(command)’")
    }
    try await button.click()
    let said = try await wait(for: "answer to ‘\(command)’", within: .seconds(20)) {
      // A form that is gone was answered by a page without it.
      let said = (try? await run(Self.saidScript, [form]))?.text ?? "gone"
      return said.isEmpty || said.hasPrefix("sending") ? nil : said
    }
    guard !said.hasPrefix("✕") else {
      throw BrowserError(description: "\(name): ‘\(command)’ \(fields) was answered: \(said)")
    }
  }

  /// Whether the page offers a command now.
  func offers(_ command: String) async throws -> Bool { try await find(command, []) != nil }

  /// The form that sends the command, with these values in its hidden fields.
  private func find(
    _ command: String, _ fields: [(name: String, value: String)]
  ) async throws -> JSONValue? {
    let members = fields.map { JSONValue.array([.string($0.name), .string($0.value)]) }
    let form = try await run(Self.formScript, [.string(command), .array(members)])
    return form == .null ? nil : form
  }

  private func fill(_ field: String, _ value: String, in form: JSONValue) async throws {
    let found = try await run(Self.fieldScript, [form, .string(field), .string(value)])
    guard let kind = found["kind"]?.text else {
      throw BrowserError(description: "\(name): the form has no field ‘\(field)’ for ‘\(value)’")
    }
    guard kind != "hidden",
      let element = found["element"].flatMap({ BrowserElement(browser: self, reference: $0) })
    else { return }
    kind == "choice" ? try await element.click() : try await element.fill(value)
  }

  private static let formScript = """
    const [command, fields] = arguments;
    return [...document.forms].find((form) => {
      const sends = [...form.elements].some((e) => e.name === 'do' && e.value === command
        && !e.disabled);
      return sends && fields.every(([name, value]) => {
        const own = [...form.elements].filter((e) => e.name === name);
        return own.some((e) => e.type !== 'hidden' || e.value === value);
      });
    }) || null;
    """

  /// A field to type into, or what to click where it is a choice; opens what is folded.
  private static let fieldScript = """
    const [form, name, value] = arguments;
    for (let at = form.closest('details'); at; at = at.parentElement.closest('details')) {
      if (!at.open) at.querySelector(':scope > summary').click();
    }
    const own = [...form.elements].filter((e) => e.name === name);
    if (own.some((e) => e.type === 'hidden' && e.value === value)) return { kind: 'hidden' };
    for (const element of own) {
      if (element.localName === 'select') {
        const option = [...element.options].find((o) => o.value === value);
        if (option) return { kind: 'choice', element: option };
      } else if (['radio', 'checkbox'].includes(element.type)) {
        if (element.value === value) {
          if (element.checked) return { kind: 'hidden' };
          return { kind: 'choice', element: element.labels[0] || element };
        }
      } else if (element.type !== 'hidden') {
        if (element.type === 'range') { element.value = value; return { kind: 'hidden' }; }
        return { kind: 'text', element };
      }
    }
    return {};
    """

  private static let saidScript = """
    const [form] = arguments;
    return form.isConnected ? form.querySelector('.said')?.textContent ?? 'none' : 'gone';
    """

  private static let buttonScript = """
    const [form, command] = arguments;
    for (let at = form.closest('details'); at; at = at.parentElement.closest('details')) {
      if (!at.open) at.querySelector(':scope > summary').click();
    }
    const buttons = [...form.elements].filter((e) =>
      e.localName === 'button' && e.type === 'submit' || e.type === 'submit');
    return buttons.find((e) => e.name === 'do' && e.value === command)
      || buttons.find((e) => e.name !== 'do') || null;
    """
}
