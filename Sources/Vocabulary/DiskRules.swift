/// Calls of one kind take longer.
package struct DiskDelay: DiskRule {
  /// Whose rule it is, and the files it acts on.
  package var choice: FileChoice
  /// Which calls.
  package var call: DiskCall
  /// Added to each.
  package var delayNs: Nanoseconds
  /// The spread around the delay; see `distribution`.
  package var jitterNs: Nanoseconds
  /// How the spread is drawn.
  package var distribution: DelayDistribution

  /// A delay.
  package init(
    choice: FileChoice, call: DiskCall, delayNs: Nanoseconds, jitterNs: Nanoseconds = .zero,
    distribution: DelayDistribution = .uniform
  ) {
    self.choice = choice
    self.call = call
    self.delayNs = delayNs
    self.jitterNs = jitterNs
    self.distribution = distribution
  }

  /// What it does, in words with figures.
  package var words: String {
    let spread = jitterNs == .zero ? "" : " ± \(jitterNs) \(distribution.rawValue)"
    return "\(call.rawValue) +\(delayNs)\(spread)\(choice.words)"
  }
}

/// Calls fail with an error number.
package struct DiskError: DiskRule {
  /// Whose rule it is, and the files it acts on.
  package var choice: FileChoice
  /// Which calls.
  package var calls: [DiskCall]
  /// The error's symbolic name.
  package var error: Code
  /// The share of these calls that fails, 0 to 1.
  package var ratio: Double
  /// After how many failures it stops; nil is never.
  package var times: Int?

  /// The errors that a disk may give.
  package enum Code: String, Sendable, Codable, CaseIterable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case EIO, ENOSPC, EDQUOT, EROFS
  }

  /// Failing calls.
  package init(
    choice: FileChoice, calls: [DiskCall], error: Code = .EIO, ratio: Double = 1,
    times: Int? = nil
  ) {
    self.choice = choice
    self.calls = calls
    self.error = error
    self.ratio = ratio
    self.times = times
  }

  /// What it does, in words with figures.
  package var words: String {
    let list = calls.map(\.rawValue).joined(separator: ", ")
    let share = ratio < 1 ? " \((ratio * 10_000).rounded() / 100)%" : ""
    let limit = times.map { ", \($0) times" } ?? ""
    return "\(error.rawValue) on\(share) \(list)\(choice.words)\(limit)"
  }
}

/// No space is left for whatever would grow.
package struct DiskFull: DiskRule {
  /// Whose rule it is, and the files it acts on.
  package var choice: FileChoice
  /// How many bytes may still be added when it begins; removing gives space back.
  package var leaveBytes: Int64

  /// A full disk.
  package init(choice: FileChoice, leaveBytes: Int64 = 0) {
    self.choice = choice
    self.leaveBytes = leaveBytes
  }

  /// What it does, in words with figures.
  package var words: String { "full but for \(leaveBytes) bytes\(choice.words)" }
}

/// Calls do not come back until the fault is healed or their caller is killed.
package struct DiskStall: DiskRule {
  /// Whose rule it is, and the files it acts on.
  package var choice: FileChoice
  /// Which calls.
  package var calls: [DiskCall]

  /// Stalled calls.
  package init(choice: FileChoice, calls: [DiskCall]) {
    self.choice = choice
    self.calls = calls
  }

  /// What it does, in words with figures.
  package var words: String {
    let isAll = calls.count == DiskCall.allCases.count
    return "\(isAll ? "every call" : calls.map(\.rawValue).joined(separator: ", "))\(choice.words) "
      + "stalled"
  }
}

/// Writes that were not synced vanish when the power is cut.
package struct SyncLoss: DiskRule {
  /// Whose rule it is, and the files it acts on.
  package var choice: FileChoice
  /// Whether an fsync is acknowledged and does nothing, so that synced writes vanish as well.
  package var isLying: Bool

  /// Writes that vanish.
  package init(choice: FileChoice, isLying: Bool) {
    self.choice = choice
    self.isLying = isLying
  }

  /// What it does, in words with figures.
  package var words: String {
    (isLying ? "fsync lies" : "unsynced writes vanish at the power cut") + choice.words
  }
}

/// Of the last unsynced write of a file only a first part survives the cut of the power.
package struct TornWrite: DiskRule {
  /// Whose rule it is, and the files it acts on.
  package var choice: FileChoice
  /// How many bytes survive; nil is up to a sector's boundary that is drawn.
  package var atBytes: Int64?

  /// A torn write.
  package init(choice: FileChoice, atBytes: Int64? = nil) {
    self.choice = choice
    self.atBytes = atBytes
  }

  /// What it does, in words with figures.
  package var words: String {
    let place = atBytes.map { "after \($0) bytes" } ?? "at a sector"
    return "the last write\(choice.words) torn \(place) at the power cut"
  }
}

/// Bits are flipped in what is read; what is stored stays whole.
package struct BitRot: DiskRule {
  /// Whose rule it is, and the files it acts on.
  package var choice: FileChoice
  /// The share of 4 KiB blocks in which one bit is flipped, 0 to 1.
  package var ratio: Double

  /// Flipped bits.
  package init(choice: FileChoice, ratio: Double) {
    self.choice = choice
    self.ratio = ratio
  }

  /// What it does, in words with figures.
  package var words: String {
    "a bit flipped in \((ratio * 10_000).rounded() / 100)% of the blocks\(choice.words)"
  }

  /// The size of a block.
  package static let block = 4_096

  /// Flips the bits that belong to what was read from a file at an offset.
  ///
  /// Effect: the same fault, path and block give the same bit every time, whatever the read's size.
  package func flip(_ bytes: UnsafeMutableRawBufferPointer, of path: String, at offset: Int64)
    -> Int
  {
    let seed = SeededRandom.hash(choice.fault) ^ SeededRandom.hash(path)
    let size = Int64(Self.block)
    var count = 0
    var number = offset / size
    while number * size < offset + Int64(bytes.count) {
      var random = SeededRandom(seed: seed &+ UInt64(number) &* 0x9e37_79b9)
      let isRotten = random.unit() < ratio
      let bit = random.below(Self.block * 8)
      let place = Int(number * size - offset) + bit / 8
      if isRotten, bytes.indices.contains(place) {
        bytes[place] ^= 1 << UInt8(bit % 8)
        count += 1
      }
      number += 1
    }
    return count
  }
}
