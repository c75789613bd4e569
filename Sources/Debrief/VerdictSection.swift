import Vocabulary

/// What the checkers say of the history, with the witness of each violation drawn.
enum VerdictSection {
  static func draw(_ facts: Facts) -> Markup {
    let verdicts = facts.input.verdicts
    let rows = verdicts.map { verdict -> Markup in
      let hidden: Set = ["claimed", "bound"]
      let details = verdict.detail.sorted { $0.key < $1.key }.filter { !hidden.contains($0.key) }
        .map { key, value -> Markup in
          let figure = named(key, value)
          return "<span class=\"figures\">\(figure.name) <b>\(figure.value)</b></span> "
        }
      return """
        <tr><th scope="row" class="whole">\(verdict.checker)</th><td>\(pill(verdict))</td>\
        <td>\(verdict.summary)</td><td>\(details)</td></tr>

        """
    }
    let body: Markup =
      verdicts.isEmpty
      ? "<p>No checker was run on this history.</p>"
      : """
      <table><thead><tr><th scope="col">Checker</th><th scope="col">Result</th>\
      <th scope="col">What it found</th><th scope="col">Figures</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      """
    return """
      <h2 id="verdicts">Verdicts on the history</h2>
      <div class="card scroll">\(body)\(witnesses(verdicts))</div>

      """
  }

  static func pill(_ result: Validity) -> Markup {
    switch result {
    case .valid: "<span class=\"pill good\">✓ valid</span>"
    case .unknown: "<span class=\"pill unsure\">? unknown</span>"
    case .invalid: "<span class=\"pill bad\">✕ invalid</span>"
    }
  }

  /// What a checker only measured, and nobody claimed, is neither valid nor invalid.
  private static func pill(_ verdict: Verdict) -> Markup {
    verdict.detail["claimed"]?.flag == false && verdict.result == .valid
      ? "<span class=\"pill\">measured</span>" : pill(verdict.result)
  }

  /// `longest_write_gap_ms` as `longest write gap` with its unit; a list as its length.
  static func named(_ key: String, _ value: JSONValue) -> (name: String, value: String) {
    func words(_ key: Substring) -> String {
      let text = String(key.map { $0 == "_" ? " " : $0 })
      return text.hasSuffix("p99 9") ? String(text.dropLast(2)) + ".9" : text
    }
    if case .array(let values) = value {
      return (words(key[...]), Written.count(Int64(values.count)))
    }
    for (suffix, unit) in [("_ns", 1.0), ("_ms", 1e6)] where key.hasSuffix(suffix) {
      guard let number = value.double else { continue }
      let span = Nanoseconds(rawValue: Int64((number * unit).rounded()))
      return (words(key.dropLast(3)), Written.span(span))
    }
    return (words(key[...]), shown(value))
  }

  static func shown(_ value: JSONValue) -> String {
    switch value {
    case .null: "–"
    case .bool(let flag): flag ? "yes" : "no"
    case .integer(let number): Written.count(number)
    case .number(let number):
      abs(number) < 10
        ? Written.trimmed(Written.decimal(number, places: 3)) : Written.rate(number)
    case .string(let text): text
    case .array(let values): values.map(shown).joined(separator: ", ")
    case .object(let members):
      members.sorted { $0.key < $1.key }.map { "\($0.key) \(shown($0.value))" }
        .joined(separator: ", ")
    }
  }

  private static func witnesses(_ verdicts: [Verdict]) -> Markup {
    let limit = 5
    return verdicts.filter { !$0.anomalies.isEmpty }.reduce(into: "") { markup, verdict in
      for anomaly in verdict.anomalies.prefix(limit) {
        let key: Markup = anomaly.key.map { " on key <code>\($0)</code>" } ?? ""
        markup += """
          <div class="witnesses"><h3>✕ \(anomaly.name)\(key) <span class="soft">found by \
          \(verdict.checker)</span></h3>
          <p>\(anomaly.summary)</p>

          """
        if !anomaly.witness.isEmpty {
          markup += """
            <figure>\(WitnessPicture.drawing(anomaly))</figure>
            <p class="note">\(WitnessPicture.legend(anomaly))</p>
            """
        }
        markup += "</div>\n"
      }
      let more = verdict.anomalies.count - limit
      if more > 0 {
        markup += "<p class=\"note\">\(more) more of \(verdict.checker) in verdict.json.</p>\n"
      }
    }
  }
}
