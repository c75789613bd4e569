import Debrief
import Exercises
import Vocabulary

/// Steps with their three times: commanded, acknowledged, effective.
enum StepTable {
  static func draw(_ steps: [ShownStep], runs: Bool, _ forms: CommandForm) -> Markup {
    let rows = steps.map { row($0, runs: runs, forms) }
    return """
      <section class="card" aria-labelledby="steps-title"><h2 id="steps-title">Steps</h2>
      <div class="scroll" tabindex="0" role="region" aria-label="Table of steps"><table>
      <thead><tr><th scope="col">Step</th><th scope="col">State</th><th scope="col">Due</th>\
      <th scope="col" class="n">Commanded</th><th scope="col" class="n">Acknowledged</th>\
      <th scope="col" class="n">Effective</th><th scope="col" class="n">Healed</th>\
      <th scope="col">Levers</th></tr></thead>
      <tbody>\(rows)</tbody></table></div></section>
      """
  }

  private static func row(_ step: ShownStep, runs: Bool, _ forms: CommandForm) -> Markup {
    let hosts = step.targets.map(\.rawValue).joined(separator: ", ")
    let left: Markup =
      step.inNs.map { "<br>in \(Moment.running($0, runs: runs, down: true))" } ?? ""
    return """
      <tr id="step-\(step.name.rawValue)"><th scope="row">\(step.name.rawValue)<br>\
      <span class="soft"><code>\(step.kind)</code> \(hosts)</span></th>
      <td>\(mark(step.state))</td><td>\(step.due)\(left)</td>
      <td class="n">\(exact(step.commandedNs))</td><td class="n">\(exact(step.acknowledgedNs))</td>
      <td class="n">\(exact(step.effectiveNs))</td><td class="n">\(exact(step.healedNs))</td>
      <td>\(levers(step, forms))</td></tr>
      """
  }

  private static func exact(_ moment: Nanoseconds?) -> Markup {
    "\(Written.moment(moment))"
  }

  static func mark(_ state: String) -> Markup {
    switch state {
    case "effective": "<span class=\"pill bad\">◆ effective</span>"
    case "healed": "<span class=\"pill good\">✓ healed</span>"
    case "unproved": "<span class=\"pill bad\">? unproved</span>"
    case "held": "<span class=\"pill unsure\">❚❚ held</span>"
    case "commanded": "<span class=\"pill unsure\">→ commanded</span>"
    case "skipped": "<span class=\"pill\">– skipped</span>"
    default: "<span class=\"pill\">○ \(state)</span>"
    }
  }

  private static func levers(_ step: ShownStep, _ forms: CommandForm) -> Markup {
    let all = offered(step, forms)
    return all.isEmpty ? "<span class=\"soft\">none</span>" : all
  }

  private static func offered(_ step: ShownStep, _ forms: CommandForm) -> Markup {
    let name = step.name.rawValue
    switch step.state {
    case "waiting":
      return forms.button("hold", "Hold", ["step": name], about: name)
        + forms.button("trigger", "Trigger now", ["step": name], about: name)
        + skip(name, forms)
    case "held":
      return forms.button("unhold", "Let go", ["step": name], about: name) + skip(name, forms)
    default: return ""
    }
  }

  private static func skip(_ name: String, _ forms: CommandForm) -> Markup {
    forms.button(
      "skip", "Skip", ["step": name, "reason": "red's choice at the console"], about: name)
  }
}
