/// Which database, on how many hosts, with which settings.
package struct DatabaseSpecification: Sendable, Equatable, Codable {
  /// The folder in `Databases`, such as `etcd`.
  package var kind: String
  /// How many members.
  package var hosts: Int
  /// The settings that a mission may set, as text: `["pre-vote": "false"]`.
  package var settings: [String: String]
  /// How many hosts a second, idle cluster has that looks like this one; nil where there is none.
  package var lookAlike: Int?

  /// A specification as it was read.
  package init(kind: String, hosts: Int, settings: [String: String], lookAlike: Int? = nil) {
    self.kind = kind
    self.hosts = hosts
    self.settings = settings
    self.lookAlike = lookAlike
  }

  /// The hosts of the second cluster, `m1` and on; a letter beside those of the members.
  package var lookAlikes: [HostName] {
    (0..<(lookAlike ?? 0)).map { HostName(rawValue: "m\($0 + 1)") }
  }
}

/// The load that clients put on the database.
package struct WorkloadSpecification: Sendable, Equatable, Codable {
  /// The file in `Workloads`, such as `register`.
  package var kind: String
  /// Logical single-threaded clients.
  package var clients: Int
  /// Operations started per second over all clients; nil is a closed loop, as fast as answers come.
  package var ratePerS: Double?
  /// How many keys.
  package var keys: Int
  /// Share of reads, 0…1; the rest are writes and compare-and-sets.
  package var reads: Double
  /// Share of compare-and-sets, 0…1.
  package var compareAndSets: Double
  /// How long a client waits before an operation's outcome is `info`.
  package var timeoutNs: Nanoseconds
  /// How far transactions are kept apart; nil is as far as the database can, and for loads of none.
  package var isolation: TransactionLevel?

  /// Loads whose own reads need no quorum: an old answer keeps the promise that was asked for.
  private static let withoutQuorum: Set<String> = ["serializable-register"]

  /// Whether a read of the load must see every write acknowledged before it.
  package var readsAskQuorum: Bool { !Self.withoutQuorum.contains(kind) }

  /// A specification as it was read.
  package init(
    kind: String, clients: Int, ratePerS: Double?, keys: Int, reads: Double,
    compareAndSets: Double, timeoutNs: Nanoseconds, isolation: TransactionLevel? = nil
  ) {
    self.kind = kind
    self.clients = clients
    self.ratePerS = ratePerS
    self.keys = keys
    self.reads = reads
    self.compareAndSets = compareAndSets
    self.timeoutNs = timeoutNs
    self.isolation = isolation
  }
}

/// The rubric's constants for one mission and one mode.
package struct Budget: Sendable, Equatable, Codable {
  /// How soon blue should notice, from T0.
  package var detectNs: Nanoseconds
  /// How soon the fault should be contained, from T0.
  package var slaNs: Nanoseconds
  /// How long the containment predicate must hold.
  package var holdNs: Nanoseconds
  /// The length of the exercise.
  package var windowNs: Nanoseconds

  /// Constants as they were read.
  package init(
    detectNs: Nanoseconds, slaNs: Nanoseconds, holdNs: Nanoseconds, windowNs: Nanoseconds
  ) {
    self.detectNs = detectNs
    self.slaNs = slaNs
    self.holdNs = holdNs
    self.windowNs = windowNs
  }
}

/// When the exercise is stopped and everything healed; how long faults outlive the controller.
package struct SafetyLimits: Sendable, Equatable, Codable {
  /// Any one of these stops the exercise.
  package var stopWhen: [StopCondition]
  /// How long an agent keeps a fault without hearing from the controller.
  package var leaseNs: Nanoseconds

  /// Limits as they were read.
  package init(stopWhen: [StopCondition], leaseNs: Nanoseconds) {
    self.stopWhen = stopWhen
    self.leaseNs = leaseNs
  }
}

/// Which parts of a compound are run on their own.
package struct AblationSpecification: Sendable, Equatable, Codable {
  /// Singles only, or pairs as well; all together is always run.
  package var subsets: Subsets
  /// Repeats of each arm, each with a seed of its own.
  package var repeats: Int

  /// Which subsets of the steps.
  package enum Subsets: String, Sendable, Codable, CaseIterable { case singles, pairs }

  /// A specification as it was read.
  package init(subsets: Subsets, repeats: Int) {
    self.subsets = subsets
    self.repeats = repeats
  }
}
