import Consistency
import Databases
import Foundation
import Histories
import Ranges
import Vocabulary

extension ExerciseConductor {
  /// Notes a backup once its own tool has read it.
  func noteBackup(_ record: CommandRecord) {
    let folder = cluster.sandbox.record.places.backups + "/"
    guard record.exit == 0, let tool = cluster.database as? any RestorableDatabase,
      let reader = cluster.database as? any ReadableDatabase,
      let file = record.command.arguments.first(where: { $0.hasPrefix(folder) }),
      record.command.arguments == tool.inspection(of: file),
      let figures = reader.figures(fromInspection: record.output)
    else { return }
    let name = String(file.dropFirst(folder.count).dropLast(".db".count))
    backups[name] = figures
    let step = plan.steps.first { $0.name.rawValue == name }
    var kept: JSONValue = .null
    if case .ratio(let share) = step?.parameters["keep"] { kept = .number(share) }
    if step?.parameters["empty"] == .flag(true) { kept = .number(0) }
    timeline.append(
      .system, .backupTaken, at: record.endNs - origin, step: step?.name,
      host: record.command.host,
      [
        "name": .string(name), "revision": .integer(figures.revision),
        "position": figures.position.map { .string($0) } ?? .null,
        "keys": figures.keys.map { .integer($0) } ?? .null, "bytes": .integer(figures.bytes),
        "hash": .string(figures.hash), "truncated": kept,
      ])
    progress("backup \(name) holds \(figures.position ?? "revision \(figures.revision)")")
  }

  /// Reads what a restore brought back, at exactly its revision, and compares it with the history.
  ///
  /// With `failure` nothing was restored, and that is noted; other steps than restores are left.
  func lookAtRestore(
    _ step: PlannedStep, commanded: Nanoseconds, started: Nanoseconds?, failure: String? = nil
  ) async {
    guard step.kind == "backup.restore", case .text(let backup) = step.parameters["from"],
      !step.hosts.contains(where: facts.lookAlikes.contains)
    else { return }
    var figures = RestoreFigures(
      step: step.name, backup: backup, hosts: step.hosts, revision: backups[backup]?.revision,
      commandedNs: commanded)
    figures.startedNs = started
    figures.failure = failure
    var state: RestoredState?
    var file: String?
    let begin = clock()
    if failure == nil {
      do {
        let read = try await restored(step, from: backup)
        file = try write(read)
        state = read
      } catch {
        figures.failure = (error as? RangeError)?.message ?? "\(error)"
      }
    }
    let read = clock() - begin
    do {
      let history = try History(reading: history)
      figures = RestoreComparison.complete(figures, with: state, history: history, origin: origin)
    } catch {
      // Without the history nothing is known to be missing, which is not the same as nothing.
      figures.failure = figures.failure ?? "the history could not be read: \(error)"
    }
    timeline.append(
      .white, .restoreTried, at: now, step: step.name, host: step.hosts.first,
      figures.fields(file: file, readNs: failure == nil ? read : nil))
    progress(
      "backup \(backup) on \(step.hosts.map(\.rawValue).joined(separator: ", ")): "
        + (figures.failure ?? "\(figures.lost) acknowledged writes are not in it"))
  }

  private func restored(
    _ step: PlannedStep, from backup: String
  ) async throws(RangeError) -> RestoredState {
    guard let database = cluster.database as? any ReadableDatabase, let host = step.hosts.first
    else { throw RangeError("\(cluster.database.kind) cannot be read at a revision", hint: "") }
    guard let revision = backups[backup]?.revision else {
      throw RangeError(
        "nobody knows the revision of the backup \(backup)",
        hint: "see backup.taken in the timeline")
    }
    let command = database.reading(of: host, at: revision, in: cluster.layout)
    let answer = try await cluster.connection.ask(
      .run(host: host, arguments: command, limitNs: .seconds(12)))
    guard case .ran(let exit, let output, let error, _, _) = answer else {
      throw RangeError("the agent gave no answer", hint: "see hosts/agent.log of the run")
    }
    guard exit == 0, let entries = database.entries(fromReading: output) else {
      let words = error.split(separator: "\n").last.map(String.init) ?? "no keys in the answer"
      throw RangeError(
        "what was restored, revision \(revision), could not be read on \(host): \(words)",
        hint: "see its log")
    }
    return RestoredState(
      step: step.name, backup: backup, revision: revision, host: host, entries: entries)
  }

  /// Gives the file's place in the run folder.
  private func write(_ state: RestoredState) throws -> String {
    let file = "hosts/\(state.host)/restored-\(state.step).json"
    let path = cluster.sandbox.record.places.evidence + "/" + file
    try Data(try CanonicalJSON.document(state).utf8).write(to: URL(fileURLWithPath: path))
    return file
  }
}
