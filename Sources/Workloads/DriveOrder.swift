package import Databases
package import Vocabulary

/// What a driver is told: the file that `cygnet drive` takes.
package struct DriveOrder: Sendable, Equatable, Codable {
  /// The database's kind.
  package var database: String
  /// The cluster's own name, by which some clients find its leader.
  package var cluster: String
  /// The load.
  package var workload: WorkloadSpecification
  /// What every draw comes from.
  package var seed: UInt64
  /// The members; client i starts at member i modulo their number.
  package var endpoints: [MemberEndpoint]
  /// Where the history is written; a file that is there is replaced.
  package var historyPath: String
  /// Where transactions are written once the load has ended, beside a history that has each as one
  /// operation; nil where the history is theirs alone.
  package var transactionsPath: String?
  /// How long the load lasts at most; nil is until told to stop, and at most `longest`.
  package var durationNs: Nanoseconds?

  /// No driver loads longer than this, for an order to stop may never come.
  package static let longest = Nanoseconds.seconds(6 * 3600)

  /// An order for a driver.
  package init(
    database: String, cluster: String, workload: WorkloadSpecification, seed: UInt64,
    endpoints: [MemberEndpoint], historyPath: String, durationNs: Nanoseconds? = nil
  ) {
    self.database = database
    self.cluster = cluster
    self.workload = workload
    self.seed = seed
    self.endpoints = endpoints
    self.historyPath = historyPath
    self.durationNs = durationNs
  }

  /// Throws what makes the order impossible.
  package func validate() throws(DriveError) {
    let load = workload
    if let kinds = WorkloadCatalogue.entry(load.kind)?.databases, !kinds.contains(database) {
      throw .badOrder("\(database) cannot serve the workload '\(load.kind)'")
    }
    if load.clients < 1 { throw .badOrder("there must be at least one client") }
    if load.keys < 1 { throw .badOrder("there must be at least one key") }
    if endpoints.isEmpty { throw .badOrder("there must be at least one endpoint") }
    if load.timeoutNs <= .zero { throw .badOrder("the timeout must be longer than nothing") }
    if let rate = load.ratePerS, !(rate > 0 && rate.isFinite) {
      throw .badOrder("the rate must be above zero")
    }
    guard load.reads >= 0, load.compareAndSets >= 0, load.reads + load.compareAndSets <= 1 else {
      throw .badOrder("the shares of reads and compare-and-sets must be within 0…1 together")
    }
  }
}
