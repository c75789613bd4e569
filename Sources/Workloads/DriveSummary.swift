package import Vocabulary

/// What a driver did, in figures; the history has the particulars.
package struct DriveSummary: Sendable, Equatable, Codable {
  /// When the load began, on the history's clock.
  package var startedNs: Nanoseconds
  /// When the load had ended and the final reads began.
  package var finalPhaseNs: Nanoseconds
  /// When the history was closed.
  package var endedNs: Nanoseconds
  /// Why the load ended.
  package var stop: StopReason
  /// Operations of the load by outcome, final reads not included.
  package var load: LoadTally
  /// Operations of the final phase, retries included.
  package var finalReads: LoadTally
  /// Keys that could not be read at the end.
  package var keysUnread: [String]
  /// Processor time of the whole drive; nil where nobody measured it.
  package var cpuNs: Nanoseconds?

  /// A summary of a load.
  package init(
    startedNs: Nanoseconds, finalPhaseNs: Nanoseconds, endedNs: Nanoseconds, stop: StopReason,
    load: LoadTally, finalReads: LoadTally, keysUnread: [String]
  ) {
    self.startedNs = startedNs
    self.finalPhaseNs = finalPhaseNs
    self.endedNs = endedNs
    self.stop = stop
    self.load = load
    self.finalReads = finalReads
    self.keysUnread = keysUnread
  }

  /// What ended the load.
  package enum StopReason: String, Sendable, Codable {
    /// The word `stop` on standard input.
    case told
    /// Standard input was closed: whoever started the driver is gone.
    case abandoned
    /// The order's duration is over.
    case timeOver = "time-over"
    /// The history can no longer be written.
    case historyFailed = "history-failed"
  }
}
