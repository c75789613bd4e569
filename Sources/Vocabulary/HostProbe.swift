/// What an agent can look at to prove that an effect is there, or that it is gone.
///
/// Shape: plain data; the same probe kinds prove an effect and a healing, with the expectation
/// turned round.
package enum HostProbe: Sendable, Equatable, Codable {
  /// Packets on `blocked` must not arrive, those on `open` must, on sockets that were already open.
  ///
  /// With `payloadOnly`, short packets still arrive on `blocked` and only data does not.
  case links(blocked: [Link], open: [Link], payloadOnly: Bool)
  /// The rules of `table` on the host have matched at least one packet.
  case tableHit(host: HostName, table: String)
  /// No table of that name is left on the host.
  case tableGone(host: HostName, table: String)
  /// A write and fsync on the host's data disk takes at least, and at most, this long.
  case fsync(host: HostName, atLeast: Nanoseconds?, atMost: Nanoseconds?)
  /// The database's processes on the host are in this state.
  case database(host: HostName, state: DatabaseState)
  /// The database on the host was started with this argument.
  case databaseArgument(host: HostName, argument: String)
  /// The database was told to stop and was started after that; one that never stopped fails it.
  case databaseRestarted(host: HostName)
  /// Packets sent over the link by the probe are treated like this.
  case link(Link, expecting: LinkExpectation)
  /// A call on the host's data disk ends like this.
  case disk(host: HostName, expecting: DiskExpectation)
  /// The wall clock, read from inside a process of the database, differs like this.
  case clock(host: HostName, expecting: ClockExpectation)
  /// What the database's processes on the host may use.
  case process(host: HostName, expecting: ProcessExpectation)
  /// A command that only looks ends with this status and prints, or does not print, these words.
  case command(host: HostName, arguments: [String], expecting: CommandExpectation)

  /// States that `/proc` and a port can show.
  package enum DatabaseState: String, Sendable, Codable {
    /// No process.
    case gone
    /// Every process is stopped by a signal.
    case stopped
    /// At least one process, none of them stopped.
    case running
    /// Running, and its client port answers.
    case serving
  }
}

/// What a probe saw.
package struct ProbeResult: Sendable, Equatable, Codable {
  /// Whether what was expected was seen.
  package var seen: Bool
  /// When it was first seen, on the machine's monotonic clock.
  package var atNs: Nanoseconds
  /// What was seen, in words with figures.
  package var text: String
  /// How long the last change held a victim's threads at most; nil where none is held for it.
  package var stoppedNs: Nanoseconds?

  /// A result of a probe.
  package init(seen: Bool, atNs: Nanoseconds, text: String, stoppedNs: Nanoseconds? = nil) {
    self.seen = seen
    self.atNs = atNs
    self.text = text
    self.stoppedNs = stoppedNs
  }
}
