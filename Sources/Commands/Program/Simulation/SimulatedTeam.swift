import Evidence
import Foundation
import Ledger
import MissionLanguage
import Programs
import Vocabulary

/// The folder of a simulated program: its cygnet.yaml, its service, its people.
///
/// Effect: files are written once; a folder of another plan is refused, so that no journal holds
///         two.
struct SimulatedTeam {
  /// The folder, absolute.
  let root: String
  let plan: SimulatedPlan

  /// Who answers for the program, and then who owns the findings of each mission, in turn.
  static let people = [
    (name: "Ada Obi", email: "ada.obi@example.org"),
    (name: "Bela Novak", email: "bela.novak@example.org"),
    (name: "Chen Liu", email: "chen.liu@example.org"),
    (name: "Dana Roth", email: "dana.roth@example.org"),
  ]

  static let service = "orders"

  init(folder: String, plan: SimulatedPlan) {
    root = URL(fileURLWithPath: folder).standardizedFileURL.path
    self.plan = plan
  }

  var place: LedgerPlace { LedgerPlace(root: root) }

  var servicePath: String { "\(root)/services/\(Self.service).yaml" }

  /// The owner of a mission's findings.
  func owner(of mission: String) -> String {
    let others = Self.people.dropFirst()
    let number = plan.missions.firstIndex(of: mission) ?? 0
    return others[others.startIndex + number % others.count].email
  }

  /// The program file; its head names the plan, so that another plan has another text.
  var program: String {
    let quarters = plan.periods.map { "\($0.quarter)" }
    let people = Self.people.map {
      "  - {name: \($0.name), email: \($0.email), zone: \(SimulatedPlan.cadence.zone)}"
    }
    return """
      # Written by `cygnet program simulate`: \(quarters.first ?? "") to \(quarters.last ?? ""),
      # \(plan.missions.joined(separator: ", ")).
      # The right runbook responds from quarter \(plan.course.learnsIn) on; \(plan.course.trials) \
      trials a re-test.
      program: simulated-years
      simulated: "The days are made up and scripts stand for people; every exercise was played."
      owner: \(Self.people[0].email)

      people:
      \(people.joined(separator: "\n"))

      services:
        - service: \(Self.service)
          database: etcd
          target: \(Self.service)-range
          sla: 30m
          rto: 1h
          rpo: 15m
          error-budget: 0.1%

      cadence: \(SimulatedPlan.cadence)
      missions: \(plan.missions.count)

      """
  }

  /// What the service promises: the built-in constants under the program's own name.
  static let serviceText = """
    # Written by `cygnet program simulate`. What is not said here is built in.
    service: \(service)
    version: "1"

    """

  /// Writes what is not there yet.
  func write() throws {
    for (path, text) in [(place.program, program), (servicePath, Self.serviceText)] {
      if let data = FileManager.default.contents(atPath: path) {
        guard String(decoding: data, as: UTF8.self) == text else {
          throw UsageError(
            "\(Terminal.path(path)) is of another plan, or of somebody else",
            hint: "give another --folder, or move this one away")
        }
        continue
      }
      let url = URL(fileURLWithPath: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url, options: .atomic)
    }
  }
}
