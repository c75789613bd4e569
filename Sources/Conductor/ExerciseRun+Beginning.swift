import Databases
import Ranges
import Vocabulary

/// The start of the clock, with all that takes time before and behind it.
extension ExerciseRun {
  /// What is known of a range before the first step.
  struct FirstLook: Sendable {
    /// What every host was; nil where nobody could tell.
    var before: [HostSnapshot]?
    var identities: ClusterIdentities
  }

  /// Looks at every host.
  func look(at range: PreparedRange) async -> FirstLook {
    FirstLook(
      before: await snapshots(of: range.cluster), identities: await range.cluster.identities())
  }

  /// Starts the clock.
  func begin(on range: PreparedRange, _ timeline: any TimelineSink) async -> BegunExercise {
    let look = await look(at: range)
    let begun = start(on: range, timeline, look)
    await listen(begun, look)
    return begun
  }

  /// Has the conductor hear what the range says.
  func listen(_ begun: BegunExercise, _ look: FirstLook) async {
    let conductor = begun.conductor
    await conductor.know(look.identities)
    await begun.range.feed.listen { await conductor.note($0) }
    await conductor.catchUp(with: await begun.range.feed.paged)
  }

  /// What every host is before the first step; nil, and said so, where nobody can tell.
  private func snapshots(of cluster: Cluster) async -> [HostSnapshot]? {
    do {
      return try await cluster.connection.snapshots()
    } catch {
      progress("range  no snapshot before the first step: \(error.message)")
      return nil
    }
  }
}
