import Ranges
import Vocabulary

/// A range on which an exercise can begin: roles arranged, load on it, the way of alerts proved.
struct PreparedRange: Sendable {
  let cluster: Cluster
  let feed: ClusterFeed
  let pages: PageLog
  /// Who led when the roles were arranged.
  let status: ClusterStatus
  /// Reads what the range says of its own accord.
  let reading: Task<Void, Never>

  /// Takes the range down; nobody listens to it any more.
  func down() async {
    await cluster.down()
    reading.cancel()
  }
}

/// An exercise whose clock runs.
struct BegunExercise: Sendable {
  let range: PreparedRange
  let conductor: ExerciseConductor
  let timeline: any TimelineSink
  let origin: Nanoseconds
  /// What every host was before the first step; nil where nobody could tell.
  let before: [HostSnapshot]?
}
