/// What our driver and a database's load tool made of the same range, round by round.
///
/// Shape: a value; the ratio is of the medians, so that one bad round moves neither.
package struct DriverFigures: Sendable, Equatable, Codable {
  /// The database's kind.
  package var database: String
  /// The load tool that ours was compared with.
  package var tool: String
  /// The rounds that count, in the order they were made.
  package var rounds: [Round]
  /// The median of ours, in operations per second.
  package var oursPerS: Double
  /// The median of the tool's.
  package var toolPerS: Double
  /// Processor time of our driver for one operation, in µs, over all rounds.
  package var oursCpuUs: Double
  /// The same of the tool.
  package var toolCpuUs: Double
  /// Ours by theirs; 0 where the tool did nothing.
  package var ratio: Double
  /// Operations that were not acknowledged, on both sides.
  package var errors: Int
  /// What the database said of ours, with how often.
  package var faults: [String: Int]

  /// What the ratio must be at least.
  package static let bar = 0.9

  /// The figures of some rounds.
  package init(database: String, tool: String, rounds: [Round], faults: [String: Int] = [:]) {
    self.database = database
    self.tool = tool
    self.rounds = rounds
    self.faults = faults
    oursPerS = PassThroughFigures.median(rounds.map(\.ours.perS))
    toolPerS = PassThroughFigures.median(rounds.map(\.tool.perS))
    oursCpuUs = Side.cpuUs(rounds.map(\.ours))
    toolCpuUs = Side.cpuUs(rounds.map(\.tool))
    ratio = toolPerS > 0 ? oursPerS / toolPerS : 0
    errors = rounds.reduce(0) { $0 + $1.ours.errors + $1.tool.errors }
  }

  /// Whether ours is fast enough.
  package var isMet: Bool { ratio >= Self.bar }

  /// Both sides, one after the other.
  package struct Round: Sendable, Equatable, Codable {
    /// Our driver.
    package var ours: Side
    /// The load tool.
    package var tool: Side

    /// A round.
    package init(ours: Side, tool: Side) {
      self.ours = ours
      self.tool = tool
    }
  }

  /// What one side did in one round.
  package struct Side: Sendable, Equatable, Codable {
    /// Acknowledged writes.
    package var operations: Int
    /// From the start, connecting included, to the last answer.
    package var seconds: Double
    /// Processor time of the whole process.
    package var cpuS: Double
    /// Writes that were not acknowledged.
    package var errors: Int

    /// A side.
    package init(operations: Int, seconds: Double, cpuS: Double, errors: Int) {
      self.operations = operations
      self.seconds = seconds
      self.cpuS = cpuS
      self.errors = errors
    }

    /// Acknowledged writes per second.
    package var perS: Double { seconds > 0 ? Double(operations) / seconds : 0 }

    /// Processor time for one operation, in µs; of none 0.
    static func cpuUs(_ sides: [Side]) -> Double {
      let operations = sides.reduce(0) { $0 + $1.operations }
      return operations > 0 ? sides.reduce(0) { $0 + $1.cpuS } * 1e6 / Double(operations) : 0
    }
  }
}

/// Everything that one bench of the drivers has measured.
///
/// Shape:  a value; `cygnet bench drivers --json` prints it.
package struct DriversReport: Sendable, Equatable, Codable {
  /// Where it was measured.
  package var machine: BenchReport.Machine
  /// Requests in flight at a time, on either side.
  package var clients: Int
  /// How many keys were written.
  package var keys: Int
  /// How long each side wrote in each round.
  package var seconds: Double
  /// One entry a database.
  package var databases: [DriverFigures]

  /// A report.
  package init(
    machine: BenchReport.Machine, clients: Int, keys: Int, seconds: Double,
    databases: [DriverFigures]
  ) {
    self.machine = machine
    self.clients = clients
    self.keys = keys
    self.seconds = seconds
    self.databases = databases
  }
}
