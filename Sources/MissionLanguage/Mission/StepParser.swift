package import Vocabulary

/// Reads one fault or operation that stands on a command line, as a mission's step is read.
///
/// Shape: pure; the same checks, errors and hints as in a mission, and nothing is decided twice.
package enum StepParser {
  /// The planned step, or everything that is wrong with it.
  ///
  /// Units: the line of a diagnostic is 0 for the kind and the step as a whole, else the number of
  /// the entry from 1.
  package static func plan(
    kind: String, entries: [(key: String, value: String)], name: StepName, topology: Topology,
    catalogue: Catalogue
  ) -> Result<PlannedStep, MissionErrors> {
    let report = Report(file: "the command line")
    let whole = SourcePosition(line: 0, column: 1)
    if let reason = catalogue.notYet[kind] {
      report.add(
        whole, "\(kind) is not available on this range: \(reason)",
        hint: "`cygnet fault list` shows the kinds that are")
      return .failure(report.errors)
    }
    do throws(Complaint) { _ = try catalogue.check(kind) } catch { report.add(whole, error) }
    guard let signature = catalogue.signatures[kind] else { return .failure(report.errors) }
    let verb = signature.verb.rawValue
    var written = [YAMLNode.Entry(key: verb, position: whole, value: scalar(kind, at: whole))]
    for (index, entry) in entries.enumerated() {
      let position = SourcePosition(line: index + 1, column: 1)
      if StepReader.startKeys.contains(entry.key) || entry.key == "as" {
        report.add(
          position, "`\(entry.key)` has no place here: the fault begins at once",
          hint: "leave it out, or write a mission")
      } else {
        checkRoles(entry.key, entry.value, at: position, topology, report)
        written.append(
          YAMLNode.Entry(
            key: entry.key, position: position, value: scalar(entry.value, at: position)))
      }
    }
    let reader = StepReader(catalogue: catalogue, bound: [], report: report)
    let raw = reader.read(YAMLNode(position: whole, content: .mapping(written)))
    guard report.isClean, let raw else { return .failure(report.errors) }
    let step = MissionStep(
      action: raw.action, name: name, start: .at(.zero), life: raw.life, targets: raw.targets,
      parameters: raw.parameters, position: whole)
    let planner = StepPlanner(
      steps: [step], draw: HostDraw(hosts: topology.hosts, seed: 1), catalogue: catalogue,
      topology: topology, report: report)
    do throws(Complaint) {
      return .success(try planner.planned(step))
    } catch {
      report.add(whole, error)
      return .failure(report.errors)
    }
  }

  /// How long a fault lives, within the bounds of missions.
  package static func life(_ text: String) -> Result<Nanoseconds, MissionErrors> {
    let report = Report(file: "the command line")
    do throws(Complaint) {
      return .success(try Reading<Nanoseconds>.duration(Limits.life).read(text))
    } catch {
      report.add(SourcePosition(line: 0, column: 1), error)
      return .failure(report.errors)
    }
  }

  /// Nobody arranges who leads for a single fault, so the words for it would mean nobody.
  private static func checkRoles(
    _ key: String, _ value: String, at position: SourcePosition, _ topology: Topology,
    _ report: Report
  ) {
    guard StepReader.targetKeys.contains(key) else { return }
    for word in TargetWords.split(value) where word == "leader" || word.hasSuffix("follower") {
      report.add(
        position, "`\(word)` is arranged in missions only",
        hint: "name hosts: \(topology.hosts.map(\.rawValue).joined(separator: ", "))")
    }
  }

  private static func scalar(_ text: String, at position: SourcePosition) -> YAMLNode {
    YAMLNode(position: position, content: .scalar(text, quoted: true))
  }
}
