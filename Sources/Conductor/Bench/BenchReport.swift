/// Everything that one bench has measured, with the bars that the project sets itself.
///
/// Shape: a value; `cygnet bench faults --json` prints it.
package struct BenchReport: Sendable, Equatable, Codable {
  /// Where it was measured.
  package var machine: Machine
  /// Each fault on each size of cluster.
  package var faults: [FaultFigures]
  /// What could not be measured here, each with the reason; the figures lack it.
  package var missing: [Missing]
  /// Healing one fault of each area, all at once, on five hosts.
  package var healEverything: LatencyFigures?
  /// From nothing to a healthy cluster of three.
  package var rangeUp: LatencyFigures
  /// What the pass-through disks cost at rest.
  package var passThrough: PassThroughFigures

  /// A report of a whole bench.
  package init(
    machine: Machine, faults: [FaultFigures], missing: [Missing] = [],
    healEverything: LatencyFigures? = nil, rangeUp: LatencyFigures,
    passThrough: PassThroughFigures
  ) {
    self.machine = machine
    self.faults = faults
    self.missing = missing
    self.healEverything = healEverything
    self.rangeUp = rangeUp
    self.passThrough = passThrough
  }

  /// A case without figures.
  package struct Missing: Sendable, Equatable, Codable {
    /// The case and the number of hosts.
    package var name: String
    /// Why.
    package var reason: String
    /// Whether it was tried and not proved, which is a defect; else this machine cannot do it.
    package var isUnproved: Bool

    /// A case without figures.
    package init(name: String, reason: String, isUnproved: Bool) {
      self.name = name
      self.reason = reason
      self.isUnproved = isUnproved
    }
  }

  /// The machine and how busy others kept it: on a busy one every figure is an upper bound.
  package struct Machine: Sendable, Equatable, Codable {
    /// Processors that may be used.
    package var cores: Int
    /// The kernel's release.
    package var kernel: String
    /// The load average of the minute before the bench.
    package var loadBefore: Double
    /// The build's version.
    package var cygnetVersion: String

    /// A machine as it was found.
    package init(cores: Int, kernel: String, loadBefore: Double, cygnetVersion: String) {
      self.cores = cores
      self.kernel = kernel
      self.loadBefore = loadBefore
      self.cygnetVersion = cygnetVersion
    }
  }
}

/// The four latencies of one fault, each from the command that begins it.
package struct FaultFigures: Sendable, Equatable, Codable {
  /// The kind and its variant, such as `net.cut one-way`.
  package var name: String
  /// How many members the cluster had.
  package var hosts: Int
  /// From the command to the effect on every host, the undo's and the result's fsync included.
  package var apply: LatencyFigures
  /// From the effect on the first host to that on the last.
  package var skew: LatencyFigures
  /// From the command to what the probes saw.
  package var proof: LatencyFigures
  /// From the command to heal to the undo done on every host.
  package var heal: LatencyFigures
  /// From the command to heal to what the probes saw.
  package var healProof: LatencyFigures
  /// What the median of `apply` may be at most; nil where nothing is demanded.
  package var applyBarMs: Double?
  /// How long a victim's threads were held at most, in or out; nil where none are.
  package var stopped: LatencyFigures?
}

/// Write rates with the data directories on the pass-through and directly on the disk below it.
package struct PassThroughFigures: Sendable, Equatable, Codable {
  /// The runs in the order they were made.
  package var pairs: [Pair]
  /// Processor time of the client for one acknowledged write, in µs, over all runs.
  package var clientCpuUsPerPut: Double
  /// The median of the runs on the pass-through.
  package var onDiskPerS: Double
  /// The median of the runs without it.
  package var plainPerS: Double
  /// The share of the write rate that the pass-through takes; negative where it was faster.
  package var loss: Double

  /// One run of each kind, one after the other.
  package struct Pair: Sendable, Equatable, Codable {
    /// Acknowledged writes per second on the pass-through.
    package var onDiskPerS: Double
    /// The same without it.
    package var plainPerS: Double

    /// Two rates.
    package init(onDiskPerS: Double, plainPerS: Double) {
      self.onDiskPerS = onDiskPerS
      self.plainPerS = plainPerS
    }
  }

  /// The figures of all pairs.
  package init(pairs: [Pair], clientCpuUsPerPut: Double) {
    self.pairs = pairs
    self.clientCpuUsPerPut = clientCpuUsPerPut
    onDiskPerS = Self.median(pairs.map(\.onDiskPerS))
    plainPerS = Self.median(pairs.map(\.plainPerS))
    loss = plainPerS > 0 ? 1 - onDiskPerS / plainPerS : 0
  }

  /// The middle value, or the mean of the two in the middle; of none 0.
  package static func median(_ values: [Double]) -> Double {
    guard !values.isEmpty else { return 0 }
    let ordered = values.sorted()
    let middle = ordered.count / 2
    return ordered.count % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2
  }
}
