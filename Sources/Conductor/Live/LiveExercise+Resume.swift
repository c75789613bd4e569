import Databases
import Evidence
import Exercises
import Foundation
import Ranges
import Vocabulary

/// How an exercise goes on whose console died: the range lived on and healed itself.
extension LiveExercise {
  /// Notes that nobody conducted; where the range is gone as well, the exercise is over.
  ///
  /// Effect: a range that is left of an exercise that was ending already is removed, and with it
  ///         whatever was done to it.
  static func noteLostController(
    _ record: LiveRecord, _ folder: RunFolder, at clock: Nanoseconds
  ) {
    let state = record.exercise
    guard let origin = origin(of: record) else { return }
    let left = leftRange(of: folder)
    if !state.phase.isLive, let left { Sandbox(record: left).remove(atOnce: true) }
    guard state.endedNs == nil else { return }
    let last = record.timeline.last?.timeNs ?? .zero
    // After a restart of the machine its clock says nothing any more.
    let moment = max(last, clock - origin)
    if state.phase.isLive {
      record.append(
        .white, .controllerLost, at: moment, step: nil, host: nil,
        ["since_ns": .integer(last.rawValue), "reason": "the console was gone"])
      if left != nil { return }
    }
    record.append(
      .white, .exerciseEnded, at: moment, step: nil, host: nil,
      ["reason": "the range was lost with its console", "whole": false, "measured": .null])
  }

  /// Makes a conductor from the records and the range that was left.
  ///
  /// Effect: what the leases healed meanwhile is noted and proved; nothing of it begins again.
  func takeOver() async throws(Refusal) -> BegunExercise {
    guard work == nil else {
      throw Refusal(.phase, "it is being taken over already", hint: "wait a moment")
    }
    guard let origin, let left = Self.leftRange(of: folder) else {
      throw Refusal(.failed, "the range is gone", hint: "seal what was recorded")
    }
    do {
      let range = try await reattach(to: left)
      let conductor = run.conductor(on: range, record, status: range.status, origin: origin)
      await range.feed.listen { await conductor.note($0) }
      let begun = BegunExercise(
        range: range, conductor: conductor, timeline: record, origin: origin,
        before: keptSnapshots())
      self.range = range
      self.begun = begun
      await conductor.takeOver(
        record.timeline, journal: Journal.read(path: left.places.journal),
        identities: await range.cluster.identities(), paged: await range.feed.paged)
      await openTerminals()
      conduct(begun)
      return begun
    } catch {
      machine.progress("\(card.code)  the range could not be taken over: \(error)")
      throw Refusal(
        .failed, "the range could not be taken over", hint: "the console's log says why")
    }
  }

  private func reattach(to left: Sandbox.Record) async throws -> PreparedRange {
    let cluster = try await Cluster.attach(to: left, specification: plan.database)
    // First of all, so that what is still held stays while the rest is looked at.
    try await cluster.connection.ask(.renew)
    let pages = PageLog(path: folder.alerts)
    let feed = ClusterFeed(pages: pages)
    await feed.recall(pages: folder.alerts)
    let reading = Task { await feed.read(cluster.connection.events) }
    let deadline = machine.clock() + .seconds(10)
    while machine.clock() < deadline {
      if let status = await feed.last {
        return PreparedRange(
          cluster: cluster, feed: feed, pages: pages, status: status, reading: reading)
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    reading.cancel()
    cluster.connection.close()
    throw RangeError("its probes do not answer", hint: "see hosts/agent.log of the run folder")
  }

  private var snapshotsPath: String { folder.hosts + "/before.json" }

  /// Keeps what every host was before the first step, for a process that may have to go on.
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
