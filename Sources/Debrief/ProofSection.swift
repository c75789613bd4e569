import Vocabulary

/// Each fault with the proof that it bit and the proof that it is gone.
enum ProofSection {
  static func draw(_ facts: Facts) -> Markup {
    let rows = facts.input.faults.map { row($0, facts) }
    let body: Markup =
      rows.isEmpty
      ? "<p>No step of this plan injects a fault.</p>"
      : """
      <table><thead><tr><th scope="col">Step</th><th scope="col">Proof</th>\
      <th scope="col" class="n">Commanded</th><th scope="col" class="n">Effective</th>\
      <th scope="col" class="n">Healed</th><th scope="col">What the probe saw</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>
      """
    return """
      <h2 id="proofs">Proof that every fault bit, and is gone</h2>
      <div class="card scroll">\(body)</div>

      """
  }

  private static func row(_ fault: FaultRecord, _ facts: Facts) -> Markup {
    let heal = facts.input.timeline.first { $0.kind == .healCommanded && $0.step == fault.id }
    let took = difference(fault.commandedNs, fault.effectiveNs)
    let healing = difference(heal?.timeNs, fault.healedNs)
    return """
      <tr><th scope="row">\(fault.id.rawValue)<br><span class="soft">\
      \(Words.label(fault, in: facts.input.plan))</span></th><td>\(pill(fault, facts))</td>\
      <td class="n">\(Written.moment(fault.commandedNs))</td>\
      <td class="n">\(Written.moment(fault.effectiveNs))\(took)</td>\
      <td class="n">\(facts.lastsToTheEnd(fault) ? "stays" : Written.moment(fault.healedNs))\
      \(healing)</td>\
      <td>\(fault.proof ?? reason(fault, facts))</td></tr>

      """
  }

  private static func pill(_ fault: FaultRecord, _ facts: Facts) -> Markup {
    if fault.commandedNs == nil { return "<span class=\"pill unsure\">○ never commanded</span>" }
    if fault.effectiveNs == nil { return "<span class=\"pill bad\">✕ effect not proved</span>" }
    if facts.lastsToTheEnd(fault) {
      return "<span class=\"pill good\">✓ proved, to the end by design</span>"
    }
    if !fault.healProved { return "<span class=\"pill bad\">✕ healing not proved</span>" }
    return "<span class=\"pill good\">✓ proved, healed</span>"
  }

  /// Why there is no proof, as the timeline says it.
  private static func reason(_ fault: FaultRecord, _ facts: Facts) -> String {
    let kinds: [TimelineEvent.Kind] = [.stepUnproved, .stepSkipped, .healUnproved]
    let event = facts.input.timeline.first { $0.step == fault.id && kinds.contains($0.kind) }
    return event?.fields["reason"]?.text ?? "nothing was recorded"
  }

  private static func difference(_ from: Nanoseconds?, _ to: Nanoseconds?) -> Markup {
    guard let from, let to else { return "" }
    return "<br><span class=\"soft\">+ \(Written.span(to - from))</span>"
  }
}
