import Exercises
import FoundationEssentials
import Vocabulary

/// A person's view as lines of a terminal.
enum StatusText {
  /// What the console's `view.json` says, read as the view that it is.
  static func lines(_ value: JSONValue) throws -> [String] {
    let text = try CanonicalJSON.line(value)
    if value["mission"] != nil {
      return control(try CanonicalJSON.decode(ControlView.self, from: text))
    }
    if value["alerts"] != nil {
      let view = try CanonicalJSON.decode(BlueView.self, from: text)
      return head(view.header) + blue(view)
    }
    let view = try CanonicalJSON.decode(ObserverView.self, from: text)
    return head(view.header)
      + view.released.map { "  " + Terminal.words(.object($0.fields)) }
  }

  private static func head(_ header: ExerciseHeader) -> [String] {
    var lines = [
      "\(header.code)  \(header.phase.rawValue)  \(Terminal.seconds(header.elapsedNs))"
        + "  mode \(header.mode)  \(header.classification)",
      "commitment \(header.commitment)",
    ]
    if let salt = header.salt { lines.append("salt       \(salt)") }
    if !header.told.isEmpty { lines.append(Terminal.plain(header.told)) }
    return lines
  }

  private static func blue(_ view: BlueView) -> [String] {
    var lines = section(
      "alerts",
      view.alerts.map { alert in
        let state =
          alert.resolvedNs != nil
          ? "resolved" : alert.acknowledgedBy.map { "acknowledged by \($0)" } ?? "firing"
        return "\(alert.id)  \(Terminal.seconds(alert.notifiedNs))  \(alert.name)"
          + "  \(alert.host?.rawValue ?? "–")  \(state)  \(alert.summary)"
      })
    lines += section(
      "hypotheses",
      view.hypotheses.map { hypothesis in
        "\(hypothesis.id)  \(Terminal.seconds(hypothesis.postedNs))  \(hypothesis.mechanism)"
          + " at \(hypothesis.location)  \(Int((hypothesis.confidence * 100).rounded())) %"
          + "  by \(hypothesis.by)\(hypothesis.withdrawnNs == nil ? "" : "  withdrawn")"
      })
    lines += section(
      "decisions",
      view.decisions.map {
        "\($0.id)  \(Terminal.seconds($0.postedNs))  \($0.response)  by \($0.by)  \($0.text)"
      })
    return lines
  }

  private static func control(_ view: ControlView) -> [String] {
    var lines = head(view.header)
    lines.append(Terminal.line("mission    \(view.mission.name): \(view.mission.title)"))
    lines += section(
      "steps",
      view.steps.map { step in
        "\(step.name.rawValue)  \(step.kind)"
          + "  \(step.targets.map(\.rawValue).joined(separator: " "))"
          + "  \(step.state)  \(step.due)"
      })
    lines += section("gauges", view.gauges.map { "\($0.label)  \($0.value)" })
    lines += section(
      "go / no-go",
      (view.preflight ?? []).map { item in
        let mark = item.isGo.map { $0 ? "go" : "NO GO" } ?? "open"
        return "\(item.id)  \(mark)  \(item.title): \(item.detail)"
      })
    lines += section(
      "people",
      (view.people ?? []).map {
        "\($0.name)  \($0.role.rawValue)\($0.hasJoined ? "" : "  not here yet")"
      })
    lines += section(
      "to grade",
      (view.grading ?? []).map {
        "\($0.subject)  \($0.kind)  \($0.own ?? "–")  \($0.count) of 2  \($0.text)"
      })
    lines += section(
      "change of plan", view.proposal.map { ["\($0.id)  by \($0.by)  \($0.reason)"] } ?? [])
    lines += section(
      "terminals", view.terminals.map { "\($0.id)  \($0.isOpen ? "open" : "over")  \($0.by)" })
    lines += section("missing before the seal", view.missing ?? [])
    lines += section("twin", view.twin.map { [twin($0)] } ?? [])
    return lines + blue(view.blue)
  }

  private static func twin(_ twin: ShownTwin) -> String {
    let parts = [
      twin.state, twin.elapsedNs.map { "for \(Terminal.seconds($0))" },
      twin.horizonNs.map { "up to \(Terminal.seconds($0))" }, twin.detail,
    ]
    return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ")
  }

  private static func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : [title] + lines.map { "  " + Terminal.line($0) }
  }
}
