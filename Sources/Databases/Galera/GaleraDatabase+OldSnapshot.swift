import Vocabulary

/// A backup in the place of one member's data.
///
/// Effect: the member says up to which number it has everything, and is given the rest by another
///         one, or all of it: nothing is lost. With a restart of all members it is the one that
///         founds the group, as an operator has to make one do it after an outage: the group goes
///         on from the backup's number. Each of the others joins it, finds that it has more, and
///         aborts ("Reversing history"). The founder is left: where they could say that they leave
///         it serves alone, with what the backup holds; where they could not, nobody serves.
/// Source: Galera Cluster documentation, "Restarting the Cluster", `safe_to_bootstrap`, "State
///         Transfers"; MariaDB, "Manual SST of Galera Cluster Node With Mariabackup"; both tried.
extension GaleraDatabase {
  /// The cache of writes lies in the data directory elsewhere, and goes with it here as well.
  ///
  /// After a restart of all nobody has to serve: that nobody does may be the mistake's effect.
  func restoration(
    of host: HostName, from backup: String, isFullRestart: Bool, _ site: OperatorSite
  ) -> OperatorProcedure {
    let data = site.layout.dataDirectories[host] ?? ""
    var alone = site.layout
    alone.firstLeader = host
    alone.dataDirectories[host] = OperatorProcedure.beside(data, site)
    let fresh = alone.dataDirectories[host] ?? ""
    // The view of a group is of a restore of all; whoever joins one asks the members in its file.
    var restored = [
      restore(backup, on: host, as: alone), ["rm", "-f", "\(fresh)/gvwstate.dat"],
    ]
    if isFullRestart {
      restored.append([
        "sed", "-i", "s/^safe_to_bootstrap: 0/safe_to_bootstrap: 1/", "\(fresh)/grastate.dat",
      ])
    }
    var procedure = OperatorProcedure.exchange(
      of: host, at: site, showing: "ibdata1", restored: restored,
      restarting: isFullRestart ? site.layout.members : [],
      with: isFullRestart ? ["--wsrep-new-cluster"] : [])
    let cache = "\(GaleraConfiguration(site.layout).folder(host))/galera.cache"
    if let start = procedure.actions.firstIndex(where: { Self.isStart($0) }) {
      procedure.actions.insert(
        .command(OperatorCommand(on: host, ["mv", cache, "\(cache)-before-\(site.step)"])),
        at: start)
    }
    procedure.proof +=
      isFullRestart
      ? [
        .databaseArgument(host: host, argument: "--wsrep-new-cluster"),
        .command(
          host: host, arguments: Self.typed("SHOW STATUS LIKE 'wsrep_ready'"),
          expecting: CommandExpectation(
            shows: ["wsrep_ready"], meaning: "the MariaDB of \(host) answers")),
      ] : [.database(host: host, state: .serving)]
    return procedure
  }

  private static func isStart(_ action: HostAction) -> Bool {
    if case .startDatabase = action { true } else { false }
  }
}
