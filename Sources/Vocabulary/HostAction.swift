/// Everything an agent can do to a host: a fault is a list of these, each with its undo.
///
/// Shape: plain data that is journalled before it is done; the agent knows no faults, only actions.
package enum HostAction: Sendable, Equatable, Codable {
  /// Loads an nftables table of the fault's own; `rules` are the chains inside it.
  case loadTable(host: HostName, table: String, rules: String)
  /// Removes that table; nothing to do where it is not there.
  case deleteTable(host: HostName, table: String)
  /// Sets how the disk under the data directory behaves, whole.
  case setDisk(host: HostName, fault: String, setting: DiskSetting)
  /// Takes back what the fault set; nothing to do where it set nothing.
  case clearDisk(host: HostName, fault: String)
  /// Sends a signal to every process of the database on the host.
  case signalDatabase(host: HostName, signal: DatabaseSignal)
  /// Stops the database as its service manager would, with SIGTERM.
  case stopDatabase(host: HostName)
  /// Starts the database with extra arguments; nothing to do where it runs.
  case startDatabase(host: HostName, extraArguments: [String])

  /// The signals that faults use.
  package enum DatabaseSignal: String, Sendable, Codable { case kill, stop, `continue` }

  /// The host it acts on.
  package var host: HostName {
    switch self {
    case .loadTable(let host, _, _), .deleteTable(let host, _), .setDisk(let host, _, _),
      .clearDisk(let host, _), .signalDatabase(let host, _), .stopDatabase(let host),
      .startDatabase(let host, _):
      host
    }
  }
}

/// How a pass-through disk behaves; faults on one disk add up.
package struct DiskSetting: Sendable, Equatable, Codable {
  /// Added to each fsync and fdatasync.
  package var fsyncDelayNs: Nanoseconds
  /// Added to each read.
  package var readDelayNs: Nanoseconds
  /// Added to each write.
  package var writeDelayNs: Nanoseconds

  /// A disk that adds these delays; all zero is at rest.
  package init(
    fsyncDelayNs: Nanoseconds = .zero, readDelayNs: Nanoseconds = .zero,
    writeDelayNs: Nanoseconds = .zero
  ) {
    self.fsyncDelayNs = fsyncDelayNs
    self.readDelayNs = readDelayNs
    self.writeDelayNs = writeDelayNs
  }

  /// Both settings at once: delays add.
  package func merged(with other: DiskSetting) -> DiskSetting {
    DiskSetting(
      fsyncDelayNs: fsyncDelayNs + other.fsyncDelayNs,
      readDelayNs: readDelayNs + other.readDelayNs,
      writeDelayNs: writeDelayNs + other.writeDelayNs)
  }
}
