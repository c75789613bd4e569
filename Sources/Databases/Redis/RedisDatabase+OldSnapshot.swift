import Vocabulary

/// A backup in the place of one member's data.
///
/// Effect: a replica asks the primary for everything and has it back at once. A primary that is
///         back before the Sentinels call it down still leads, with what the backup holds: its
///         replicas copy that, and whatever was acknowledged since the backup is gone everywhere.
/// Limits: a primary that takes longer than `down-after-milliseconds` finds another one leading.
/// Source: redis.io, "Redis persistence", "Redis replication": how a master that restarts empty
///         wipes its replicas.
extension RedisDatabase {
  /// The member is away for as long as two renames and a start take.
  func restoration(
    of host: HostName, from backup: String, isFullRestart: Bool, _ site: OperatorSite
  ) -> OperatorProcedure {
    var fresh = site.layout
    // Only the one that leads is given the backup's data, and all that is wanted here is its data.
    fresh.firstLeader = host
    fresh.dataDirectories[host] = OperatorProcedure.beside(
      site.layout.dataDirectories[host] ?? "", site)
    var procedure = OperatorProcedure.exchange(
      of: host, at: site, showing: "appendonlydir",
      restored: [restore(backup, on: host, as: fresh)],
      restarting: isFullRestart ? site.layout.members : [])
    procedure.proof.append(.database(host: host, state: .serving))
    return procedure
  }
}
