import LinuxHost
import Vocabulary

extension Agent {
  /// What a canary file shows of faults that lose or change what was written.
  func lookAtCanary(
    _ wanted: DiskExpectation, on host: AgentHost, _ disk: DiskControl
  ) throws -> (Bool, String) {
    switch wanted.look {
    case .loss(let isLying): return try lookForLoss(isLying: isLying, wanted, on: host, disk)
    case .torn(let at): return try lookForTear(at: at, wanted, on: host, disk)
    case .rot(let ratio): return try lookForRot(ratio: ratio, wanted, on: host, disk)
    default: preconditionFailure("only what is written or read back needs a canary")
    }
  }

  private static let old = [UInt8](repeating: 0x4f, count: 8_192)
  private static let new = [UInt8](repeating: 0x4e, count: 8_192)

  private func withCanary<Value>(
    _ bytes: [UInt8], _ wanted: DiskExpectation, on host: AgentHost, _ disk: DiskControl,
    _ body: (DiskCanary) throws(LinuxError) -> Value
  ) throws -> Value {
    try DiskCanary.with(
      bytes, fault: wanted.fault, directory: places.disk(host.name), control: disk, body)
  }

  /// A lying disk loses what was synced; an honest one only what was not, and keeps what was.
  private func lookForLoss(
    isLying: Bool, _ wanted: DiskExpectation, on host: AgentHost, _ disk: DiskControl
  ) throws -> (Bool, String) {
    let lost = try withCanary(Self.old, wanted, on: host, disk) { canary throws(LinuxError) in
      try canary.write(Self.new, synced: isLying)
      try canary.cutPower()
      return try canary.read(Self.old.count)
    }
    var kept = Self.new
    if !isLying {
      kept = try withCanary(Self.old, wanted, on: host, disk) { canary throws(LinuxError) in
        try canary.write(Self.new, synced: true)
        try canary.cutPower()
        return try canary.read(Self.old.count)
      }
    }
    let isLost = lost == Self.old
    let word = isLying ? "a synced write" : "an unsynced write"
    var text = "\(word) to a canary on \(host.name) "
    text += isLost ? "vanished at its power cut" : "survived its power cut"
    if !isLying { text += ", a synced one \(kept == Self.new ? "survived" : "vanished")" }
    return (
      wanted.isThere ? isLost && kept == Self.new : lost == Self.new && kept == Self.new, text
    )
  }

  private func lookForTear(
    at place: Int64?, _ wanted: DiskExpectation, on host: AgentHost, _ disk: DiskControl
  ) throws -> (Bool, String) {
    let size = max(8_192, Int(place ?? 0) * 2)
    let old = [UInt8](repeating: 0x4f, count: size)
    let new = [UInt8](repeating: 0x4e, count: size)
    let found = try withCanary(old, wanted, on: host, disk) { canary throws(LinuxError) in
      try canary.write(new, synced: false)
      try canary.cutPower()
      return try canary.read(size)
    }
    let survived = found.prefix { $0 == 0x4e }.count
    let isTorn =
      survived > 0 && survived < size && found[survived...].allSatisfy { $0 == 0x4f }
      && found.count == size && (place.map { Int($0) == survived } ?? (survived % 512 == 0))
    return (
      wanted.isThere ? isTorn : found == new,
      "of a canary's last write on \(host.name) \(survived) of \(size) bytes survived its power cut"
    )
  }

  private func lookForRot(
    ratio: Double, _ wanted: DiskExpectation, on host: AgentHost, _ disk: DiskControl
  ) throws -> (Bool, String) {
    // So many blocks that none of them rotting by chance is seen less than once in 20,000 probes.
    let size = max(4, Int((10 / ratio).rounded(.up))) * BitRot.block
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 / 7) }
    let (found, below) = try withCanary(bytes, wanted, on: host, disk) {
      canary throws(LinuxError) in
      (try canary.read(size), try canary.readBelow(backing: places.backing(host.name), size))
    }
    let flipped = zip(found, bytes).reduce(0) { $0 + ($1.0 ^ $1.1).nonzeroBitCount }
    let isWhole = found == bytes && below == bytes
    return (
      wanted.isThere ? flipped > 0 && found.count == size && below == bytes : isWhole,
      "\(flipped) bits of \(size / BitRot.block) blocks read from a canary on \(host.name) were "
        + "flipped, what is stored is \(below == bytes ? "whole" : "changed")"
    )
  }
}
