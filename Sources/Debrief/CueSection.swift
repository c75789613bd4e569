import Vocabulary

/// Each message that reached blue, beside what blue did next: pressure, and what it led to.
enum CueSection {
  static func draw(_ facts: Facts) -> Markup {
    let cues = facts.input.timeline.filter { $0.kind == .cueSent }
    guard !cues.isEmpty else { return "" }
    let rows = cues.map { cue -> Markup in
      let next = facts.moves.filter { $0.time >= cue.timeNs }.min { $0.time < $1.time }
      let words = next.map { BlueLane.title($0) } ?? "nothing any more"
      let after = next.map { "\(Written.span($0.time - cue.timeNs)) later" } ?? ""
      return """
        <tr><th scope="row">\(Written.moment(cue.timeNs))</th>\
        <td>\(cue.fields["text"]?.text ?? "")</td><td>\(words)</td><td>\(after)</td></tr>

        """
    }
    return """
      <h2 id="cues">What blue was told, and did next</h2>
      <div class="card scroll"><table><thead><tr><th scope="col">Time</th>\
      <th scope="col">Message</th><th scope="col">Blue’s next move</th><th scope="col"></th>\
      </tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """
  }
}
