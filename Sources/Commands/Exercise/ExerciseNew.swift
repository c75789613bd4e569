import ArgumentParser
import Conductor
import Evidence
import Exercises
import Foundation
import MissionLanguage
import Vocabulary

/// Makes an exercise with people, and prints its one-time invitations.
struct ExerciseNew: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make an exercise of a mission and invite people to it.",
    discussion: """
      Each link opens once; send each to its person by a way that nobody else reads. Two white \
      persons grade what a machine cannot. The folder is named by a neutral code. Where there is \
      a cygnet.yaml, last quarter's re-tests on the target must be linked: by retests of a \
      mission, or by a plan that was kept (cygnet program plan --keep).
      """)

  @Argument(help: "The mission's file, or its name below Missions.") var mission: String
  @Option(help: "A person who keeps it safe and grades it; may be repeated.")
  var white: [String] = []
  @Option(help: "A person who runs the mission; may be repeated.") var red: [String] = []
  @Option(help: "A person on call; may be repeated.") var blue: [String] = []
  @Option(help: "A person who looks on; may be repeated.") var observer: [String] = []
  @Option(help: "evaluate, or train, which stays out of trends.") var mode = "evaluate"
  @Option(help: "Whose time limits apply: live, or rehearsal for a short try.")
  var budget = "live"
  @Option(help: "The data class printed on everything.") var classification = "internal"
  @Flag(help: "Inject nothing: it measures false alarms.") var sham = false
  @Flag(help: "The clock starts only when a second person says so, too.") var twoPerson = false
  @Option(help: "Where the console listens, for the links.")
  var console = "http://127.0.0.1:8080"
  @Option(parsing: .unconditional, help: "Every choice that the mission leaves open comes from it.")
  var seed: UInt64?
  @Option(help: "Where run folders go.") var runs = "runs"
  @Option(help: "By whose promises it is scored: a file, or a name below services.")
  var service: String?
  @Option(help: "A file with the secrets by which PagerDuty signs its webhooks, one a line.")
  var signingSecrets: String?
  @Option(help: "Who is asked for alerts that a webhook left out: http://ADDRESS:9093.")
  var alertmanager: String?
  @Option(help: "The machines it is meant for: looked at in the pre-flight, never attacked.")
  var inventory: String?
  @Option(
    help: "Why it must not wait for last quarter's re-tests that are not linked; it is kept.")
  var overrideGate: String?
  @Option(
    help: "Who overrides: a name or e-mail of cygnet.yaml; without it $CYGNET_BY, then $EMAIL.")
  var by: String?
  @Flag(help: "One JSON object on standard output.") var json = false

  func validate() throws {
    guard ["evaluate", "train"].contains(mode) else {
      throw ValidationError("--mode is evaluate or train, not '\(mode)'")
    }
    guard PlanResolver.Mode(rawValue: budget) != nil else {
      throw ValidationError("--budget is live or rehearsal, not '\(budget)'")
    }
    guard !white.isEmpty, !blue.isEmpty else {
      throw ValidationError("an exercise needs --white and --blue, each with a name")
    }
  }

  func run() async throws {
    let source = try MissionSource(path: mission)
    // Blue must not be able to draw the same plan from the mission's file.
    let plan = try source.plan(
      seed: seed ?? .random(in: 1...0xFFFF_FFFF), mode: PlanResolver.Mode(rawValue: budget) ?? .live
    )
    let machines = try machines(for: plan)
    let scored = try ServiceSource.service(named: service ?? source.mission.service)
    let gate = try GatePass(
      service: scored.constants.name, retests: source.mission.retests, reason: overrideGate,
      by: by)
    let setup = LiveSetup(
      mission: source.text, plan: plan, service: scored,
      people: participants, mode: mode, isSham: sham, needsTwoPersons: twoPerson,
      classification: classification, signingSecrets: try secrets(),
      alertmanager: try asked(), machines: machines, gateOverride: gate.record)
    let made: MadeExercise
    do {
      made = try LiveHall.make(
        setup, below: URL(fileURLWithPath: runs).standardizedFileURL.path,
        startedUTC: Date().formatted(.iso8601))
    } catch let refusal as Refusal {
      throw UsageError(refusal.message, hint: refusal.hint)
    }
    try gate.keep(for: made.code)
    Terminal.result(
      json ? try CanonicalJSON.line(report(made, gate)) : words(made, machines, gate))
  }

  private func asked() throws -> AlertmanagerAddress? {
    do throws(Refusal) {
      return try alertmanager.map { text throws(Refusal) in try AlertmanagerAddress(text) }
    } catch {
      throw UsageError(error.message, hint: error.hint)
    }
  }

  /// The inventory that the exercise is meant for; a plan that could not run there is refused.
  private func machines(for plan: Plan) throws -> Inventory? {
    guard let inventory else { return nil }
    let machines = try InventorySource(path: inventory).inventory
    let refusals = MachineChecks.refusals(of: plan, on: machines)
    guard refusals.isEmpty else {
      throw UsageError(
        "this mission cannot be meant for \(machines.name): "
          + refusals.joined(separator: "; "),
        hint: "cygnet range doctor --inventory shows what can run there")
    }
    let starters = participants.filter { $0.role == .white || $0.role == .red }
    guard !machines.isProduction || Self.different(starters) > 1 else {
      throw UsageError(
        "\(machines.name) is production: two different persons must be able to say start",
        hint: "name a second --white, or a --red")
    }
    return machines
  }

  private static func different(_ people: [Participant]) -> Int {
    people.reduce(into: [Participant]()) { known, person in
      if !known.contains(where: { $0.isSamePerson(as: person) }) { known.append(person) }
    }.count
  }

  private func secrets() throws -> [String] {
    guard let signingSecrets else { return [] }
    let text = FileManager.default.contents(atPath: signingSecrets).flatMap {
      String(data: $0, encoding: .utf8)
    }
    let secrets = (text ?? "").split(whereSeparator: \.isNewline).map {
      $0.trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty }
    guard !secrets.isEmpty else {
      throw UsageError(
        "there is no secret in \(signingSecrets)",
        hint: "copy the secret of the webhook subscription into it, one a line")
    }
    return secrets
  }

  private var participants: [Participant] {
    func all(_ names: [String], _ role: Role) -> [Participant] {
      names.map { Participant(name: $0, role: role) }
    }
    return all(white, .white) + all(red, .red) + all(blue, .blue) + all(observer, .observer)
  }

  private func link(_ made: MadeExercise, _ token: String) -> String {
    "\(console)/join/\(made.code)/\(token)"
  }

  private func words(
    _ made: MadeExercise, _ machines: Inventory?, _ gate: GatePass
  ) -> String {
    var lines = ["exercise  \(made.code)", "folder    \(Terminal.path(made.folder.path))"]
    lines += made.invitations.map { person, token in
      "\(Terminal.padded(person.role.rawValue, 8))  \(person.name)  \(link(made, token))"
    }
    lines += [
      "alerts    \(console)/in/\(made.code)/\(made.webhook)/alertmanager",
      "commitment \(made.commitment)",
    ]
    if let machines {
      lines.append(
        "machines  \(machines.name): looked at in the pre-flight; faults go to the range"
          + (machines.isProduction ? "; production: two persons say start" : ""))
    }
    if let passed = gate.words { lines.append("gate      \(Terminal.line(passed))") }
    lines.append("next      cygnet console --runs \(runs), then white opens the pre-flight")
    return lines.joined(separator: "\n")
  }

  private func report(_ made: MadeExercise, _ gate: GatePass) -> JSONValue {
    [
      "code": .string(made.code), "folder": .string(made.folder.path),
      "commitment": .string(made.commitment), "webhook": .string(made.webhook),
      "gate_override": gate.record.map { .object($0.fields) } ?? .null,
      "invitations": .array(
        made.invitations.map { person, token in
          [
            "name": .string(person.name), "role": .string(person.role.rawValue),
            "link": .string(link(made, token)),
          ]
        }),
    ]
  }
}
