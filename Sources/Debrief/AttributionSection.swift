import Vocabulary

/// What each failed operation is put down to, of the run and of its twin.
enum AttributionSection {
  private static let twinCaption = "Twin: nobody responds"

  static func draw(_ facts: Facts) -> Markup {
    guard let attribution = facts.input.attribution else { return "" }
    let twin = facts.input.twin?.attribution
    let known = Set(facts.input.timeline.map(\.sequence))
    let real: Markup = table(
      attribution, caption: twin == nil ? nil : "As it went", letters: true, known: known)
    let other: Markup =
      twin.map {
        "<div class=\"after\">\(table($0, caption: twinCaption, letters: false))</div>\n"
      } ?? ""
    return """
      <h2 id="attribution">What each failed operation is put down to</h2>
      <div class="card scroll">\(loud(attribution))\(real)\(other)</div>

      """
  }

  /// A database that loses data by itself is the most important line of the page.
  private static func loud(_ attribution: Attribution) -> Markup {
    let defects = attribution.entries.filter(\.isDefect)
    guard !defects.isEmpty else { return "" }
    let count = defects.reduce(0) { $0 + $1.counts.lost + $1.counts.stale }
    return """
      <p class="big"><span class="pill bad">✕ defect</span> <b>The database itself broke \
      \(Written.counted(count, "promise")): no step and no action that takes data away explains \
      it.</b></p>

      """
  }

  private static func table(
    _ attribution: Attribution, caption: String?, letters: Bool, known: Set<Int> = []
  ) -> Markup {
    let head: Markup = caption.map { "<caption>\($0)</caption>" } ?? ""
    if attribution.entries.isEmpty {
      let words = "No operation failed, so nothing is put down to anybody."
      return "<table>\(head)<tbody><tr><td>\(words)</td></tr></tbody></table>"
    }
    let rows = attribution.entries.enumerated().map { place, entry in
      row(entry, letter: letters ? AttributionWords.letter(place) : nil, known: known)
    }
    return """
      <table>\(head)<thead><tr><th scope="col">Put down to</th><th scope="col">Whose doing</th>\
      <th scope="col" class="n">Lost</th><th scope="col" class="n">Stale</th>\
      <th scope="col" class="n">Refused</th><th scope="col" class="n">Unanswered</th>\
      <th scope="col">When</th><th scope="col">Why</th></tr></thead>
      <tbody>
      \(rows)\(total(attribution))</tbody></table>
      """
  }

  private static func row(
    _ entry: Attribution.Entry, letter: String?, known: Set<Int>
  ) -> Markup {
    let tag: Markup = letter.map { "<b>\($0)</b> " } ?? ""
    let counts = FailedOperation.Harm.allCases.map { harm -> Markup in
      let count = entry.counts[harm]
      return "<td class=\"n\">\(count == 0 ? "–" : Written.count(count))</td>"
    }
    let links = entry.evidence.filter(known.contains).map { number -> Markup in
      " <a href=\"#e\(number)\">\(number)</a>"
    }
    let events: Markup = links.isEmpty ? "" : " · events\(links)"
    return """
      <tr><th scope="row">\(tag)\(entry.name)</th><td>\(pill(entry))</td>\(counts)\
      <td class="whole">\(AttributionWords.span(entry))</td><td>\(entry.reason)\(events)</td></tr>

      """
  }

  private static func total(_ attribution: Attribution) -> Markup {
    let counts = FailedOperation.Harm.allCases.map { harm -> Markup in
      "<td class=\"n\"><b>\(Written.count(attribution.total[harm]))</b></td>"
    }
    let left = attribution.unattributed
    return """
      <tr><th scope="row">all</th><td>\(Written.count(left)) unattributed</td>\(counts)\
      <td></td><td></td></tr>

      """
  }

  private static func pill(_ entry: Attribution.Entry) -> Markup {
    let words = AttributionWords.cause(entry.cause)
    if entry.isDefect { return "<span class=\"pill bad\">✕ \(words)</span>" }
    return entry.cause == .unattributed
      ? "<span class=\"pill unsure\">? \(words)</span>" : "<span class=\"pill\">\(words)</span>"
  }
}

/// Causes and moments of an attribution in plain English.
enum AttributionWords {
  /// `A` for the first entry, as the picture labels it.
  static func letter(_ place: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters.indices.contains(place) ? String(letters[place]) : "+"
  }

  static func cause(_ cause: Attribution.Cause) -> String {
    switch cause {
    case .fault: "the fault"
    case .operator: "an operator"
    case .responder: "blue"
    case .application: "the application"
    case .database: "the database"
    case .unattributed: "unattributed"
    }
  }

  static func span(_ entry: Attribution.Entry) -> String {
    let first = Written.moment(entry.firstNs)
    return entry.firstNs == entry.lastNs ? first : first + " – " + Written.moment(entry.lastNs)
  }

  /// `12 lost, 3 refused`.
  static func counts(_ counts: Attribution.Counts) -> String {
    let parts = FailedOperation.Harm.allCases.compactMap { harm in
      counts[harm] > 0 ? "\(Written.count(counts[harm])) \(harm.rawValue)" : nil
    }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }
}
