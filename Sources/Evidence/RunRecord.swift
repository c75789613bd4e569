import Consistency
import Foundation
package import Histories
package import Vocabulary

/// A run folder as it was recorded: the only input of everything right of evidence.
///
/// Errors: a folder without a plan or a timeline is no run; a torn history or timeline is read up
/// to its last whole part and said to be torn.
package struct RunRecord: Sendable {
  /// Where it lies.
  package var folder: RunFolder
  /// What was to happen.
  package var plan: Plan
  /// What its scores depend on: as sealed, or built in where the folder is older than that.
  package var constants: ScoringConstants
  /// The constants' names and digest.
  package var constantsMark: ConstantsMark
  /// Machine, versions, responder.
  package var environment: [String: JSONValue]
  /// What happened, up to the first defect of the chain.
  package var timeline: [TimelineEvent]
  /// What is wrong with the chain; nil where it is whole.
  package var timelineDefect: String?
  /// What the clients saw; nil where no load ran.
  package var history: History?
  /// What the clients saw within their transactions; nil where the load has none.
  package var transactions: TransactionHistory?
  /// The parts on their own; nil where none was run.
  package var ablation: Ablation?
  /// What restored members held, as far as it was read.
  package var restored: [RestoredState] = []
  /// What an exercise with people has beside it.
  package var people: PeopleRecord

  /// Reads a run folder.
  package init(reading folder: RunFolder) throws(EvidenceError) {
    self.folder = folder
    var plan = try Self.read(Plan.self, at: folder.plan)
    (constants, constantsMark) = try Self.constants(of: folder, plan: plan)
    plan.budget = constants.budget
    plan.liveBudget = constants.liveBudget
    self.plan = plan
    environment = try Self.read([String: JSONValue].self, at: folder.environment)
    let reader = try TimelineReader(reading: folder.timeline)
    timeline = reader.events
    timelineDefect = reader.defect
    people = try PeopleRecord(reading: folder)
    for event in timeline where event.kind == .restoreTried {
      guard let file = event.fields["file"]?.text, !file.contains("..") else { continue }
      restored.append(try Self.read(RestoredState.self, at: folder.path + "/" + file))
    }
    let files = FileManager.default
    if files.fileExists(atPath: folder.ablation) {
      ablation = try Self.read(Ablation.self, at: folder.ablation)
    }
    if files.fileExists(atPath: folder.history) {
      do {
        history = try History(reading: folder.history)
        if files.fileExists(atPath: folder.transactions) {
          transactions = try TransactionHistory(reading: folder.transactions)
        }
      } catch {
        throw EvidenceError("\(error)", hint: "the history was changed; see evidence verify")
      }
    }
  }

  private static func constants(
    of folder: RunFolder, plan: Plan
  ) throws(EvidenceError) -> (ScoringConstants, ConstantsMark) {
    guard let data = FileManager.default.contents(atPath: folder.constants) else {
      let constants = ScoringConstants(plan: plan)
      let text = (try? CanonicalJSON.document(constants)) ?? ""
      return (
        constants, ConstantsMark(constants, sha256: Digest.sha256(text), isSealed: false)
      )
    }
    let constants = try read(ScoringConstants.self, at: folder.constants)
    return (constants, ConstantsMark(constants, sha256: Digest.sha256(data), isSealed: true))
  }

  private static func read<Value: Decodable>(
    _ type: Value.Type, at path: String
  ) throws(EvidenceError) -> Value {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EvidenceError(
        "\(path) is missing", hint: "give the folder of a run; see cygnet evidence list")
    }
    do {
      return try CanonicalJSON.decode(type, from: data)
    } catch {
      throw EvidenceError("\(path) cannot be read: \(error)", hint: "see cygnet evidence verify")
    }
  }

  /// The exercise's start on the machine's monotonic clock, which the history's times are on.
  package var origin: Nanoseconds {
    let started = timeline.first { $0.kind == .exerciseStarted }
    return Nanoseconds(rawValue: started?.fields["origin_ns"]?.whole ?? 0)
  }

  /// When the exercise ended, or the last thing that is known of it.
  package var end: Nanoseconds {
    timeline.first { $0.kind == .exerciseEnded }?.timeNs ?? timeline.last?.timeNs ?? .zero
  }

  /// Each restore that was tried, with what it cost by the whole history.
  package var restores: [RestoreFigures] {
    timeline.compactMap { RestoreFigures($0, in: timeline) }.map { figures in
      guard let history else { return figures }
      return RestoreComparison.complete(
        figures, with: restored.first { $0.step == figures.step }, history: history,
        origin: origin)
    }
  }

  /// Who played blue.
  package var responder: String {
    let started = timeline.first { $0.kind == .exerciseStarted }
    return started?.fields["responder"]?.text ?? "none"
  }
}
