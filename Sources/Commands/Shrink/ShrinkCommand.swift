import ArgumentParser
import Conductor
import Evidence
import Foundation
import LinuxHost
import MissionLanguage
import Vocabulary

/// From an exercise that failed, the smallest mission that still fails in the same way.
struct ShrinkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shrink",
    abstract: "From a run that failed, the smallest mission that still fails, as a re-test.",
    discussion: """
      Steps are left out, then hosts, then lives and magnitudes are halved, as long as the same
      failure comes back in k of n trials. Each trial is a sealed run folder below --folder; an
      interrupted search goes on where it stopped. Exit codes: 0 found and confirmed on fresh seeds,
      2 not confirmed, not reproduced or broken off, 3 no valid exercise, 64 nothing to shrink.
      """)

  @Argument(help: "A run folder that failed, a mission's file, or its name below Missions.")
  var source: String
  @Option(parsing: .unconditional, help: "Trials of each candidate; more than half must fail.")
  var trials = 3
  @Option(help: "After this time nothing smaller is tried, such as 30m.") var budget = "30m"
  @Option(help: "The last part to be made smaller: steps, targets or lengths.")
  var until = ShrinkPart.lengths.rawValue
  @Option(help: "The failure to keep, in the words of this command; usually the gravest.")
  var failure: String?
  @Option(help: "Who plays blue: none, or runbook:FILE; usually who played in the run.")
  var responder: String?
  @Option(parsing: .unconditional, help: "The first seed; usually the run's.") var seed: UInt64?
  @Option(help: "By whose promises it is scored: a file, or a name below services.")
  var service: String?
  @Option(help: "The finding that the mission re-tests; it stands in its `retests`.")
  var finding: String?
  @Option(help: "The mission's file; usually NAME-minimal.yaml in the search's folder.")
  var out: String?
  @Option(help: "Where the searches' folders go.") var folder = "runs/shrink"
  @Flag(help: "What shrink.json holds, as one line on standard output.") var json = false
  @Flag(help: "No progress on standard error.") var quiet = false

  func validate() throws {
    guard (1...100).contains(trials) else {
      throw ValidationError("--trials takes 1 to 100, not \(trials)")
    }
    guard ShrinkPart(rawValue: until) != nil else {
      throw ValidationError("--until takes steps, targets or lengths, not \(until)")
    }
    if let seed, seed > UInt64.max - 10_000 { throw ValidationError("--seed is too large") }
    if case .failure(let errors) = StepParser.life(budget) {
      throw ValidationError("--budget: \(errors.diagnostics[0].message)")
    }
    if let out, !out.hasSuffix(".yaml") {
      throw ValidationError("--out takes a file that ends in .yaml, not \(out)")
    }
  }

  func run() async throws {
    let source = try ShrinkSource(path: source, responder: responder, seed: seed)
    let failure = try source.failure(named: failure)
    let root = try Self.root(
      of: source, service: service, twin: failure?.needsTwin ?? false, below: folder)
    let target = out ?? "\(root)/\(String(source.mission.name.prefix(56)))-minimal.yaml"
    try ShrunkMission.check(source.mission, at: target)
    Interruption.listen()
    var conductor = try conductor(source, failure, root)
    try await conductor.perform()
    let shrinker = conductor.shrinker
    guard conductor.failure != nil else { throw try Self.nothing(shrinker) }
    let shrinking = Self.record(shrinker, conductor.failure, source)
    let isFound = ![.notReproduced, .unjudged].contains(shrinking.end)
    if isFound {
      try ShrunkMission.write(shrinker.smallest, shrinking, finding: finding, to: target)
    }
    if json {
      print(try CanonicalJSON.line(shrinking))
    } else {
      print(ShrinkText.terminal(shrinking))
      if isFound { print("mission: \(Terminal.path(target))") }
      if isFound, let finding {
        print("next: cygnet finding attach \(finding) --mission \(Terminal.path(target))")
      }
    }
    throw ExitCode(Self.code(shrinking))
  }

  private func conductor(
    _ source: ShrinkSource, _ failure: FailureSign?, _ root: String
  ) throws -> ShrinkConductor {
    let last = ShrinkPart(rawValue: until) ?? .lengths
    let parts = ShrinkPart.allCases.prefix { $0 != last } + [last]
    let shrinker = MissionShrinker(
      source.mission, rule: TrialRule(trials: trials), catalogue: MissionSource.catalogue,
      parts: Set(parts), digest: { Digest.sha256($0) })
    let name = source.mission.name
    let plans: @Sendable (String, UInt64) throws(MissionErrors) -> Plan = {
      text, seed throws(MissionErrors) in
      try ShrunkMission.plan(text, name: name, seed: seed)
    }
    let ticker = Ticker(isQuiet: quiet)
    let isQuiet = quiet
    var run = ExerciseRun(
      plan: try plans(MissionWriter.text(source.mission), source.seed), mission: "",
      responder: source.responder, ending: .settled(hold: .zero), folder: RunFolder(path: root),
      clock: { MonotonicClock.now() }, startedUTC: Date().formatted(.iso8601),
      isInterrupted: { Interruption.isAsked }, progress: { ticker.say("         \($0)") })
    run.service = try ServiceSource.service(named: service ?? source.mission.service)
    let keep: @Sendable (MissionShrinker, FailureSign?) throws -> Void = { shrinker, failure in
      let document = try CanonicalJSON.document(Self.record(shrinker, failure, source))
      try Data(document.utf8).write(
        to: URL(fileURLWithPath: RunFolder(path: root).shrinking), options: .atomic)
    }
    return ShrinkConductor(
      run: run, root: root, shrinker: shrinker, failure: failure, seed: source.seed,
      budget: try StepParser.life(budget).get(), plans: plans,
      keep: keep, utc: { Date().formatted(.iso8601) },
      say: { if !isQuiet { Terminal.say($0) } })
  }

  /// Why a mission showed no failure that could be kept.
  private static func nothing(_ shrinker: MissionShrinker) throws -> UsageError {
    let name = shrinker.original.name
    switch shrinker.end {
    case .interrupted:
      return UsageError("interrupted", hint: "the same command goes on with what is missing")
    case .unjudged:
      let reasons = shrinker.attempts.flatMap(\.invalid).joined(separator: "; ")
      Terminal.say("error: no exercise of \(name) was valid: \(reasons)")
      throw ExitCode(3)
    default:
      return UsageError(
        "\(name) did not fail: no claim was refuted, no gap was found, and there was no outage",
        hint: "give a run that failed, another --responder, or another --seed")
    }
  }

  /// The folder of exactly this search, so that the same command finds it again.
  private static func root(
    of source: ShrinkSource, service: String?, twin: Bool, below folder: String
  ) throws -> String {
    let key = [
      MissionWriter.text(source.mission), source.responder.digested, service ?? "", "\(twin)",
    ].joined(separator: "\n")
    let path = "\(folder)/\(source.mission.name)/\(Digest.sha256(key).prefix(8))"
    let absolute = URL(fileURLWithPath: path).standardizedFileURL.path
    do {
      try FileManager.default.createDirectory(atPath: absolute, withIntermediateDirectories: true)
    } catch let error as CocoaError {
      throw UsageError(
        "run folders cannot be made below \(folder): \(Failure.words(error))",
        hint: "give a folder that you may write: --folder FOLDER")
    }
    return absolute
  }

  private static func record(
    _ shrinker: MissionShrinker, _ failure: FailureSign?, _ source: ShrinkSource
  ) -> Shrinking {
    shrinker.record(
      source: Terminal.path(source.path), responder: source.responder.name, failure: failure,
      seed: source.seed, sha256: Digest.sha256(MissionWriter.text(shrinker.smallest)))
  }

  /// 0 confirmed, 3 without a valid exercise, 2 where it is not known.
  static func code(_ shrinking: Shrinking) -> Int32 {
    switch shrinking.end {
    case .unjudged: 3
    case .notReproduced, .interrupted: 2
    case .complete, .budget: shrinking.confirmation?.isConfirmed == true ? 0 : 2
    }
  }
}
