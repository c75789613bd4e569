package import Vocabulary

/// A database whose members keep files beside their data, which a restore makes anew as well.
package protocol RefoundedDatabase: RestorableDatabase {
  /// Typed on a stopped host whose data is in place: its other files become those of `cluster`.
  ///
  /// - Parameter old: the cluster that it was a member of.
  func refounding(
    of host: HostName, as cluster: ClusterLayout, after old: ClusterLayout
  ) -> [[String]]
}
