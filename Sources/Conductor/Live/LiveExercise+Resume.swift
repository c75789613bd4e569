import Databases
import Evidence
import Exercises
import Foundation
import Ranges
import Vocabulary

/// How an exercise goes on whose console died: the range lived on and healed itself.
extension LiveExercise {
  /// Makes a conductor from the records and the range that was left.
  ///
  /// Effect: what the leases healed meanwhile is noted and proved; nothing of it begins again.
  ///         Where the range is gone, the exercise is over.
  func takeOver() async throws(Refusal) -> BegunExercise {
    guard let origin, let left = Self.leftRange(of: folder) else {
      Self.noteRemoval(record, plan, at: now, "the range was lost with its console")
      throw Refusal(.phase, "the range is gone: the exercise is over")
    }
    do {
      let range = try await reattach(to: left)
      let conductor = run.conductor(on: range, record, status: range.status, origin: origin)
      await range.feed.listen { await conductor.note($0) }
      await conductor.takeOver(
        record.timeline, journal: Journal.read(path: left.places.journal),
        identities: await range.cluster.identities(), paged: await range.feed.paged)
      await holdAgain(conductor)
      let begun = BegunExercise(
        range: range, conductor: conductor, timeline: record, origin: origin,
        before: keptSnapshots())
      self.range = range
      self.begun = begun
      await tellWhatCame(to: conductor)
      await openTerminals()
      conduct(begun)
      return begun
    } catch {
      machine.progress("\(card.code)  the range could not be taken over: \(error)")
      throw Refusal(
        .failed, "the range could not be taken over", hint: "try once more, or abort")
    }
  }

  /// What people said while nobody conducted; what they say from now on is told as it comes.
  private func tellWhatCame(to conductor: ExerciseConductor) async {
    let events = record.timeline
    if let cue = events.last(where: { $0.kind == .cueSent }) {
      await conductor.noteCue(at: cue.timeNs)
    }
    if let decision = events.first(where: { $0.kind == .decisionPosted }) {
      await conductor.noteDecision(at: decision.timeNs)
    }
    if let finish = events.first(where: { $0.kind == .finishCalled }) {
      await conductor.finish(reason: finish.fields["reason"]?.text ?? "it was finished")
    }
  }

  private func reattach(to left: Sandbox.Record) async throws -> PreparedRange {
    let connection = try RangeConnection(socket: left.places.socket)
    // An agent that stands still must not keep an abort from coming through.
    let limit = Task { [patience = machine.patience] in
      try? await Task.sleep(for: .nanoseconds(patience.rawValue))
      if !Task.isCancelled { connection.close() }
    }
    defer { limit.cancel() }
    do {
      return try await reattach(to: left, over: connection)
    } catch {
      connection.close()
      throw error
    }
  }

  private func reattach(
    to left: Sandbox.Record, over connection: RangeConnection
  ) async throws -> PreparedRange {
    // First of all, so that what is still held stays while the rest is looked at.
    try await connection.ask(.renew)
    let cluster = try await Cluster.attach(
      to: left, over: connection, specification: plan.database)
    let pages = PageLog(path: folder.alerts)
    let feed = ClusterFeed(pages: pages)
    await feed.recall(pages: folder.alerts)
    let reading = Task { await feed.read(cluster.connection.events) }
    let deadline = machine.clock() + machine.patience
    while machine.clock() < deadline, await !feed.isGone {
      if let status = await feed.last {
        return PreparedRange(
          cluster: cluster, feed: feed, pages: pages, status: status, reading: reading)
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    reading.cancel()
    throw RangeError("its probes do not answer", hint: "see hosts/agent.log of the run folder")
  }

  private var snapshotsPath: String { folder.hosts + "/before.json" }

  /// Keeps what every host was before the first step, for a process that may have to go on.
  ///
  /// Shape: written before the clock starts, so that an exercise that runs has it.
  func keep(_ snapshots: [HostSnapshot]?) {
    guard let snapshots, let text = try? CanonicalJSON.document(snapshots) else { return }
    try? LiveFiles.writePrivately(text, to: snapshotsPath)
  }

  private func keptSnapshots() -> [HostSnapshot]? {
    FileManager.default.contents(atPath: snapshotsPath).flatMap {
      try? CanonicalJSON.decode([HostSnapshot].self, from: $0)
    }
  }
}
