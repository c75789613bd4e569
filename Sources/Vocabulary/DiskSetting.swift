/// How a pass-through disk behaves; faults on one disk merge.
///
/// Shape: lists of rules, each of one fault; an empty setting is a disk at rest.
package struct DiskSetting: Sendable, Equatable, Codable {
  /// Calls that take longer; delays of one call add.
  package var delays: [DiskDelay]
  /// Calls that fail; the first rule that strikes decides.
  package var errors: [DiskError]
  /// Budgets of space; a disk is full once any of them is used up.
  package var full: [DiskFull]
  /// Calls that do not come back.
  package var stalls: [DiskStall]
  /// Writes that vanish when the power is cut.
  package var losses: [SyncLoss]
  /// Last writes of which a part survives when the power is cut.
  package var torn: [TornWrite]
  /// Bits that are flipped in what is read.
  package var rot: [BitRot]

  /// A disk with these rules; without any it is at rest.
  package init(
    delays: [DiskDelay] = [], errors: [DiskError] = [], full: [DiskFull] = [],
    stalls: [DiskStall] = [], losses: [SyncLoss] = [], torn: [TornWrite] = [], rot: [BitRot] = []
  ) {
    self.delays = delays
    self.errors = errors
    self.full = full
    self.stalls = stalls
    self.losses = losses
    self.torn = torn
    self.rot = rot
  }

  /// A disk whose calls of these kinds all take so much longer.
  package init(
    fault: String = "", fsyncDelayNs: Nanoseconds = .zero, readDelayNs: Nanoseconds = .zero,
    writeDelayNs: Nanoseconds = .zero
  ) {
    let calls: [(DiskCall, Nanoseconds)] = [
      (.fsync, fsyncDelayNs), (.read, readDelayNs), (.write, writeDelayNs),
    ]
    self.init(
      delays: calls.filter { $0.1 != .zero }.map {
        DiskDelay(choice: FileChoice(fault: fault), call: $0.0, delayNs: $0.1)
      })
  }

  /// Whether a cut of the power would take something back.
  package var losesAtPowerCut: Bool { !losses.isEmpty || !torn.isEmpty }

  /// Each thing that is not at rest, in words.
  package var words: [String] {
    delays.map(\.words) + errors.map(\.words) + full.map(\.words) + stalls.map(\.words)
      + losses.map(\.words) + torn.map(\.words) + rot.map(\.words)
  }

  /// Both settings at once: every rule goes on, in an order that does not depend on who came first.
  package func merged(with other: DiskSetting) -> DiskSetting {
    func both<Rule: DiskRule>(_ left: [Rule], _ right: [Rule]) -> [Rule] {
      (left + right).sorted { ($0.choice.fault, $0.words) < ($1.choice.fault, $1.words) }
    }
    return DiskSetting(
      delays: both(delays, other.delays), errors: both(errors, other.errors),
      full: both(full, other.full), stalls: both(stalls, other.stalls),
      losses: both(losses, other.losses), torn: both(torn, other.torn), rot: both(rot, other.rot))
  }

  /// The choices of files of all rules.
  package var choices: [FileChoice] {
    delays.map(\.choice) + errors.map(\.choice) + full.map(\.choice) + stalls.map(\.choice)
      + losses.map(\.choice) + torn.map(\.choice) + rot.map(\.choice)
  }
}

/// What one fault wants of a disk.
package protocol DiskRule: Sendable, Equatable, Codable {
  /// Whose rule it is, and the files it acts on.
  var choice: FileChoice { get }
  /// What it does, in words with figures.
  var words: String { get }
}
