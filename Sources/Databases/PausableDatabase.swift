package import Vocabulary

/// A database whose manager promotes by itself, and can be told to leave that to people.
package protocol PausableDatabase: Database {
  /// What an operator types on a host to pause the manager, or to let it go on.
  func pausing(from host: HostName, isResumed: Bool, in cluster: ClusterLayout) -> [String]

  /// The question whether it is paused, and what it shows where that is so.
  func pauseQuestion(
    from host: HostName, isPaused: Bool, in cluster: ClusterLayout
  ) -> (arguments: [String], expecting: CommandExpectation)
}
