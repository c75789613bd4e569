import ArgumentParser
import Consistency
import Debrief
import Foundation
import Histories
import LinuxHost
import Vocabulary

/// The checkers' verdicts on any history, ours or Jepsen's.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "The checkers' verdicts on any history, ours or Jepsen's.",
    discussion: """
      Reads block files, JSON lines, Jepsen's EDN and JSON, and Porcupine's logs. What the history
      is about is told by its operations, and said; --model tells it instead. Of a history that is \
      not valid durability and availability are measured too. Exit codes: 0 valid,
      1 invalid, 2 unknown or not readable, 64 usage.
      """)

  @Argument(help: "The history.") var file: String
  @Option(help: "\(HistoryModel.allCases.map(\.rawValue).joined(separator: ", ")).")
  var model: String?
  @Option(help: "\(HistoryFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: String?
  @Option(help: "What a bank's balances add up to; usually what most reads show.")
  var total: Int64?
  @Flag(help: "A bank's accounts may go below nothing.") var negativeBalances = false
  @Flag(
    help: "Sets, counters, queues, or registers of transactions are promised to be linearizable.")
  var linearizable = false
  @Option(help: "What transactions are promised to be, such as 'snapshot isolation'.")
  var level: String?
  @Flag(help: "Measure durability and availability of a valid history too.") var measure = false
  @Flag(help: "Judge while the file grows; violations are told as they happen.") var follow = false
  @Option(help: "Draw the first anomaly into this SVG file.") var svg: String?
  @Flag(help: "One JSON object; with --follow one a line.") var json = false

  mutating func validate() throws {
    _ = try options()
    if follow, format != nil && format != HistoryFormat.blocks.rawValue {
      throw ValidationError("--follow reads block files; cygnet history convert makes one")
    }
  }

  func run() async throws {
    let start = ProcessClock.cpu()
    let options = try options()
    do {
      let result: Validity
      let anomaly: Anomaly?
      if follow {
        (result, anomaly) = try await CheckFollow(file: file, json: json).run(options)
      } else {
        let format = format.flatMap { HistoryFormat(rawValue: $0) }
        let check = try HistoryCheck(importing: file, format: format, options: options)
        let report = CheckReport(file: file, check, cpu: ProcessClock.cpu() - start)
        print(json ? try CanonicalJSON.line(report) : report.text)
        (result, anomaly) = (check.result, check.anomaly)
      }
      try draw(anomaly)
      switch result {
      case .valid: return
      case .invalid: throw ExitCode(1)
      case .unknown: throw ExitCode(2)
      }
    } catch let error as HistoryError {
      Terminal.say(error.inWords)
      if json { print(try CanonicalJSON.line(UnreadableHistory(file: file, error))) }
      throw ExitCode(2)
    }
  }

  private func draw(_ anomaly: Anomaly?) throws {
    guard let svg else { return }
    guard let anomaly else {
      Terminal.say("nothing is drawn: no anomaly was found")
      return
    }
    try Data(WitnessPicture.file(anomaly).utf8).write(to: URL(fileURLWithPath: svg))
    Terminal.say("drawn: \(svg)")
  }

  private func options() throws -> CheckOptions {
    var options = CheckOptions()
    if let model {
      guard let known = HistoryModel(rawValue: model) else {
        let all = HistoryModel.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("no model is called '\(model)'; there are \(all)")
      }
      options.model = known
    }
    if let format, HistoryFormat(rawValue: format) == nil {
      let all = HistoryFormat.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("no format is called '\(format)'; there are \(all)")
    }
    if let level {
      guard let known = IsolationLevel.named(level) else {
        let all = IsolationLevel.all.map(\.name).joined(separator: ", ")
        throw ValidationError("no level is called '\(level)'; there are \(all)")
      }
      options.level = known
    }
    options.total = total
    options.allowsNegative = negativeBalances
    options.isLinearizable = linearizable
    options.measures = measure
    return options
  }
}

/// What `check --json` prints of a file that it could not read.
struct UnreadableHistory: Encodable {
  var file: String
  var result = Validity.unknown
  /// Where and what, for a malformed text.
  var diagnostic: Diagnostic?
  var error: String

  init(file: String, _ error: HistoryError) {
    self.file = file
    self.error = "\(error)"
    if case .malformed(let diagnostic) = error { self.diagnostic = diagnostic }
  }
}
