import ArgumentParser
import Conductor
import Faults
import Foundation
import LinuxHost
import MissionLanguage
import Ranges
import Vocabulary

/// One fault on a range: injected, proved, held, healed, proved healed, each part timed.
struct FaultTry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "try",
    abstract: "Inject one fault on a range, prove it, heal it, prove that it is gone.",
    usage: "cygnet fault try KIND [--on HOSTS | --from HOSTS --to HOSTS] [NAME=VALUE ...]",
    discussion: """
      Such as: cygnet fault try net.cut --from n1 --to n2 one-way=true --for 5s
      Without --range a range is brought up for it and taken down again. Ctrl-C heals.
      Exit codes: 0 proved and proved healed, 1 something is left on a host, 3 not proved, 64 usage.
      """)

  @Argument(help: "The kind, as cygnet fault list shows it.") var kind: String
  @Argument(help: "Its parameters, such as fsync=800ms.") var settings: [String] = []
  @Option(help: "The hosts that it acts on, such as n2 or n1,n2.") var on: String?
  @Option(help: "Links from these hosts, with --to.") var from: String?
  @Option(help: "Links to these hosts, with --from.") var to: String?
  @Option(help: "Links either way between these hosts, with --and.") var between: String?
  @Option(help: "The hosts on the other side of --between.") var and: String?
  @Option(name: .customLong("for"), help: "How long it stays once it is proved.")
  var life = "3s"
  @Option(help: "How many members the range has: 1 to 9.") var hosts = 3
  @Option(help: "The database: etcd, galera, patroni or redis.") var database = "etcd"
  @Option(help: "A running range of that name, as cygnet range up made it.") var range: String?
  @Option(help: "The machines of this inventory instead of a range.") var inventory: String?
  @Option(help: "Who agreed; production needs two different people.") var approvedBy: [String] = []
  @Flag(help: "One JSON object on standard output.") var json = false

  func validate() throws {
    guard inventory == nil || range == nil else {
      throw ValidationError("--range and --inventory are two places; give one")
    }
    guard (1...9).contains(hosts) else {
      throw ValidationError("a range has 1 to 9 members, not \(hosts); try --hosts 3")
    }
    guard range == nil || inventory == nil else {
      throw ValidationError("--range and --inventory are two different places; give one of them")
    }
  }

  func run() async throws {
    Interruption.listen()
    let words = try TrialWords(
      kind: kind,
      targets: [
        ("on", on), ("from", from), ("to", to), ("between", between), ("and", and),
      ], settings: settings, life: life)
    if let inventory {
      let machines = try InventorySource(path: inventory).inventory
      let step = try words.step(on: machines)
      let place = try await RunningRange.reach(machines, approvedBy: approvedBy, progress: say)
      defer { place.connection.close() }
      try await perform(step, hold: words.hold, on: place)
    } else if let range {
      let place = try await RunningRange.find(range)
      defer { place.connection.close() }
      let step = try words.step(on: place.facts.addresses.keys.sorted())
      if step.isOnMonitoring {
        guard place.facts.monitoring != nil else {
          throw UsageError(
            "the range \(range) has no monitoring", hint: "cygnet range up makes one that has")
        }
        try await place.requireMonitoring(progress: say)
      }
      try await perform(step, hold: words.hold, on: place)
    } else {
      // Everything that a person can have got wrong is found before anything is started.
      let step = try words.step(on: Cluster.hosts(hosts))
      let (place, cluster) = try await RunningRange.up(
        database: database, hosts: hosts, isWatched: step.isOnMonitoring, progress: say)
      let logs = cluster.sandbox.record.places.evidence
      do {
        try await perform(step, hold: words.hold, on: place)
      } catch {
        await cluster.down()
        say("the logs are in \(logs)")
        throw error
      }
      await cluster.down()
      try? FileManager.default.removeItem(atPath: logs)
    }
  }

  private func perform(_ step: PlannedStep, hold: Nanoseconds, on place: RunningRange) async throws
  {
    guard !Interruption.isAsked else { throw ExitCode(3) }
    guard
      var trial = FaultTrial(
        of: step, on: place.facts, connection: place.connection, hold: hold,
        clock: { MonotonicClock.now() })
    else {
      throw UsageError(
        FaultCatalogue.refusal(of: step, on: place.facts), hint: "cygnet fault list")
    }
    guard !trial.needsExercise else {
      throw UsageError(
        "\(kind) needs what only an exercise knows of the cluster",
        hint: "write it into a mission, then cygnet rehearse")
    }
    trial.isInterrupted = { Interruption.isAsked }
    trial.comparesHosts = true
    trial.progress = say
    for action in trial.fault.actions { say("does    \(ActionText.words(action))") }
    let outcome = await trial.run()
    print(json ? try CanonicalJSON.line(outcome) : TrialText.text(outcome))
    guard outcome.exitCode == 0 else { throw ExitCode(outcome.exitCode) }
  }

  private func say(_ line: String) { Terminal.say(line) }
}
