package import LinuxHost
package import Vocabulary

/// What a controller asks of an agent: one JSON line, answered by one with the same number.
package struct AgentRequest: Sendable, Codable {
  /// Chosen by the asker, returned with the answer.
  package var id: Int
  /// What is asked.
  package var ask: Ask

  /// A numbered request.
  package init(id: Int, ask: Ask) {
    self.id = id
    self.ask = ask
  }

  /// Everything that an agent does; it knows hosts, actions and probes, no faults, no databases.
  package enum Ask: Sendable, Codable {
    /// Makes the hosts of the range, each with its disk; once.
    case createHosts(hosts: [RangeHost])
    /// Says how the database of a host is started; it starts with a `startDatabase` action.
    case defineService(host: HostName, service: ServiceCommand)
    /// Carries out actions without undo, such as the first start of a member.
    case perform(actions: [HostAction])
    /// Journals the undo with its lease, then carries out the actions.
    case inject(fault: String, actions: [HostAction], undo: [HostAction], leaseNs: Nanoseconds)
    /// Looks until every probe has seen what it expects, or the limit is over.
    case prove(probes: [HostProbe], limitNs: Nanoseconds)
    /// Carries out the journalled undo of a fault; an unknown fault is an error, never a success.
    case heal(fault: String)
    /// Extends all leases: the controller is alive.
    case renew
    /// Runs a command to its end inside a host, or in the sandbox where `host` is nil.
    case run(host: HostName?, arguments: [String], limitNs: Nanoseconds)
    /// Starts a helper whose output lines come back as events; it ends with the range.
    case spawn(name: String, host: HostName?, arguments: [String])
    /// Starts a program on a host, its output in a log; it ends with the range.
    case serve(name: String, host: HostName, arguments: [String], log: String)
    /// Writes a line to a helper's standard input.
    case tell(name: String, line: String)
    /// What there is.
    case status
    /// What faults may have left on each host.
    case snapshot
    /// Ends the range: everything in it is removed.
    case down
    /// Tells an agent of an inventory about the machine that it runs on.
    case adoptHost(host: RemoteHost)
    /// Looks whether a machine can be what its inventory says; changes nothing.
    case examine(host: RemoteHost)
    /// Asks the database which cluster it belongs to; without it nothing is injected.
    case identify
    /// Opens the sockets by which this machine takes part in probes between machines.
    case openEar(index: Int, nonce: Int64)
    /// Opens a fresh connection to each of these peers.
    case connectEars(peers: [ProbeEar.Peer], limitNs: Nanoseconds)
    /// Sends one round to these peers.
    case speak(round: Int64, to: [Int])
    /// Whose packets of a round have arrived.
    case heard(round: Int64)
    /// Listens for a burst from that machine; with echoes each datagram goes back at once.
    case openMeter(burst: LinkBurst, from: HostName, isEchoing: Bool)
    /// Sends a burst to the meter of that machine.
    case sendBurst(burst: LinkBurst, to: HostName, port: Int, isEchoed: Bool)
    /// What has arrived of a burst that is sent.
    case readMeter(port: Int, from: HostName)
    /// Heals all and ends the agent, for one of another version; the machine stays as it is.
    case retire
  }
}

/// What an agent answers, or says of its own accord (then `id` is 0 and `say` is an `event`).
package struct AgentMessage: Sendable, Codable {
  /// The request's number; 0 for events.
  package var id: Int
  /// What is said.
  package var say: Say

  /// A numbered answer.
  package init(id: Int, say: Say) {
    self.id = id
    self.say = say
  }

  /// Answers and events.
  package enum Say: Sendable, Codable {
    /// Done; when it was done, on the machine's monotonic clock, and on each host where it acted.
    case done(atNs: Nanoseconds, hosts: [String: Nanoseconds] = [:])
    /// What the probes saw.
    case proved(result: ProbeResult)
    /// What a command gave back.
    case ran(exit: Int32, output: String, error: String, startNs: Nanoseconds, endNs: Nanoseconds)
    /// What there is.
    case status(RangeStatus)
    /// What faults may have left, one for each host.
    case snapshots([HostSnapshot])
    /// It could not be done: what failed, on what, what to try.
    case failed(message: String)
    /// A helper wrote a line.
    case line(name: String, text: String)
    /// A helper ended.
    case ended(name: String, status: Int32)
    /// A database process ended that nobody had told to.
    case databaseExited(host: HostName, status: Int32, atNs: Nanoseconds)
    /// An operator's command ended.
    case commandRan(CommandRecord)
    /// A part of a host now behaves like this, by all the faults that want something of it.
    case effective(host: HostName, setting: HostSetting, atNs: Nanoseconds)
    /// The lease of a fault ran out and the agent healed it by itself.
    case leaseExpired(fault: String, healed: Bool, atNs: Nanoseconds)
    /// What a machine can do, and what of its database was found.
    case examined(HostExamination)
    /// Which cluster the database says that it belongs to; nil where the host has none.
    case identity(found: String?)
    /// Where this machine can be reached by probes.
    case ear(ProbeEar.Peer)
    /// The peers that answered.
    case connected(peers: [Int])
    /// What has arrived of a round.
    case heard(ProbeEar.Heard)
    /// Where a meter listens.
    case meter(port: Int)
    /// What was sent of a burst, and what came back.
    case sent(LinkSender.Sent)
    /// What arrived of a burst, and what the link is set to; whether an unneeded table is left.
    case metered(heard: LinkReceiver.Heard, setting: LinkSetting, hasIdleTable: Bool)
  }
}

/// A host to be made.
package struct RangeHost: Sendable, Equatable, Codable {
  /// Such as `n1`.
  package var name: HostName
  /// Whether it holds a database, and so gets a data directory on a pass-through disk.
  package var hasDisk: Bool

  /// A host to be made; the n-th of a range has the n-th address.
  package init(name: HostName, hasDisk: Bool) {
    self.name = name
    self.hasDisk = hasDisk
  }
}

/// What a range consists of at one moment.
package struct RangeStatus: Sendable, Equatable, Codable {
  /// Each host with its first process and its database.
  package var hosts: [Host]
  /// Names of faults that are armed and not healed.
  package var heldFaults: [String]
  /// Names of running helpers.
  package var helpers: [String]

  /// One host.
  package struct Host: Sendable, Equatable, Codable {
    /// Such as `n1`.
    package var name: HostName
    /// On the range's bridge.
    package var address: String
    /// The host's first process, as seen from inside the sandbox.
    package var initPid: Int32
    /// The database's first process, as seen from inside the sandbox; nil where none runs.
    package var databasePid: Int32?
    /// One host.
    package init(name: HostName, address: String, initPid: Int32, databasePid: Int32?) {
      self.name = name
      self.address = address
      self.initPid = initPid
      self.databasePid = databasePid
    }
  }

  /// A status.
  package init(hosts: [Host], heldFaults: [String], helpers: [String]) {
    self.hosts = hosts
    self.heldFaults = heldFaults
    self.helpers = helpers
  }
}
