package import Vocabulary

/// A database whose operators' actions are known in its own words: what is typed, what proves it.
package protocol OperableDatabase: Database {
  /// How an operator does the task on a member; nil where the database has no such task.
  func procedure(
    _ task: OperatorTask, on host: HostName, at site: OperatorSite
  ) -> OperatorProcedure?
}

/// What an operator wants of one member, rightly or wrongly.
package enum OperatorTask: Sendable, Equatable {
  /// Takes it out of the membership; with `isRefused` the database must say no.
  case remove(isRefused: Bool)
  /// Takes it into the membership again, as a new and empty member, and starts it.
  case add
  /// Moves its data aside and starts it as the member that it was.
  case wipe
  /// Puts a backup in the place of its data, perhaps with a restart of all members.
  case restore(snapshot: String, isFullRestart: Bool)
  /// Makes its data what another one's is that takes writes as well, and lets it follow that one.
  case rewind
  /// Makes it a cluster of its own with what it has, whatever the others are doing.
  case force
  /// Restarts it, perhaps with a setting changed, and waits until it serves.
  case upgrade(setting: String?)
  /// Changes a setting of the whole cluster while it runs.
  case configure(setting: String)
}

/// Where an operator works: the cluster as far as it is known at that moment.
package struct OperatorSite: Sendable, Equatable {
  /// Where the members are.
  package var layout: ClusterLayout
  /// The database's own identifier of each member.
  package var identifiers: [HostName: String]
  /// Members that serve, the leader first; empty where nobody has looked.
  package var serving: [HostName]
  /// The name of the step, which what it puts aside is called by.
  package var step: StepName

  /// A site.
  package init(
    layout: ClusterLayout, identifiers: [HostName: String], serving: [HostName], step: StepName
  ) {
    self.layout = layout
    self.identifiers = identifiers
    self.serving = serving
    self.step = step
  }

  /// A member that serves, other than this one: where an operator would type about it.
  package func colleague(of host: HostName) -> HostName? {
    (serving + layout.members).first { $0 != host }
  }
}

/// What an operator does, in order, and what must be seen afterwards.
package struct OperatorProcedure: Sendable, Equatable {
  /// What is typed and done.
  package var actions: [HostAction]
  /// All must be seen before it counts as done.
  package var proof: [HostProbe]

  /// A procedure.
  package init(actions: [HostAction], proof: [HostProbe]) {
    self.actions = actions
    self.proof = proof
  }
}

extension OperatorProcedure {
  /// A stop, a start with further arguments, and a wait until the loop of an operator ends.
  static func restart(
    of host: HostName, with extra: [String], until loop: String, limitNs: Nanoseconds
  ) -> OperatorProcedure {
    OperatorProcedure(
      actions: [
        .stopDatabase(host: host), .startDatabase(host: host, extraArguments: extra),
        .command(OperatorCommand(on: host, ["sh", "-c", loop], limitNs: limitNs)),
      ],
      proof: [.databaseRestarted(host: host)]
        + extra.map { .databaseArgument(host: host, argument: $0) }
        + [.database(host: host, state: .serving)])
  }

  /// What `restored` makes beside the data goes in its place; the old data stays beside it.
  ///
  /// All is made before anything is stopped: a backup that is not whole costs nothing but the time,
  /// and the member is away for no longer than a restart takes.
  /// - Parameter file: in data that was used, old or new.
  /// - Parameter extra: what the member is started with; the others are started after it, plainly.
  static func exchange(
    of host: HostName, at site: OperatorSite, showing file: String, restored: [[String]],
    restarting others: [HostName] = [], with extra: [String] = []
  ) -> OperatorProcedure {
    let data = site.layout.dataDirectories[host] ?? ""
    let aside = "\(data)-before-\(site.step)"
    let all = [host] + others.filter { $0 != host }
    return OperatorProcedure(
      actions: restored.map {
        .command(OperatorCommand(on: host, $0, limitNs: .seconds(30)))
      } + all.map { .stopDatabase(host: $0) } + [
        .command(OperatorCommand(on: host, ["mv", data, aside])),
        .command(OperatorCommand(on: host, ["mv", Self.beside(data, site), data])),
      ] + all.map { .startDatabase(host: $0, extraArguments: $0 == host ? extra : []) },
      proof: [
        .command(
          host: host, arguments: ["ls", "-d", "\(aside)/\(file)", "\(data)/\(file)"],
          expecting: CommandExpectation(
            meaning: "the data directory of \(host) is new and the old one lies beside it"))
      ] + all.map { HostProbe.databaseRestarted(host: $0) })
  }

  /// Where data is made before it is put in place.
  static func beside(_ data: String, _ site: OperatorSite) -> String { "\(data)-\(site.step)" }

  /// A stop, the data moved aside, and a start with nothing; `file` is in data that was used.
  ///
  /// Nothing is deleted, as it may be needed once more.
  static func wipe(
    of host: HostName, at site: OperatorSite, showing file: String, makesFolder: Bool = false
  ) -> OperatorProcedure {
    let data = site.layout.dataDirectories[host] ?? ""
    let aside = "\(data)-before-\(site.step)"
    let folder: [HostAction] =
      makesFolder ? [.command(OperatorCommand(on: host, ["mkdir", data]))] : []
    return OperatorProcedure(
      actions: [
        .stopDatabase(host: host), .command(OperatorCommand(on: host, ["mv", data, aside])),
      ] + folder + [.startDatabase(host: host, extraArguments: [])],
      proof: [
        .command(
          host: host, arguments: ["ls", "-d", "\(aside)/\(file)", "\(data)/\(file)"],
          expecting: CommandExpectation(
            meaning: "the data directory of \(host) is new and the old one lies beside it")),
        .database(host: host, state: .serving),
      ])
  }
}
