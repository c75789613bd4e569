import Glibc
import LinuxHost
import Vocabulary

extension AgentHost {
  /// Makes the pass-through disk behave like this.
  func apply(_ setting: DiskSetting) throws(LinuxError) {
    try passThroughDisk("change the disk").set(setting)
  }

  /// The host's disk; an error names what could not be done without one.
  func passThroughDisk(_ what: String) throws(LinuxError) -> DiskControl {
    guard let disk else {
      throw LinuxError(what, on: name.rawValue, detail: "this host has no pass-through disk")
    }
    return disk
  }

  /// Whether a fault is held that takes something back when the power is cut.
  var losesAtPowerCut: Bool {
    if case .disk(let setting) = effective(.disk) { setting.losesAtPowerCut } else { false }
  }

  /// The power begins to go: called before every process of the database is killed.
  ///
  /// Effect: where a fault wants it, syncs are not answered for 20 ms, so that the writes under way
  ///         at the cut are unsynced, as they are on a machine; else nothing, and at once.
  func beginPowerCut() {
    guard losesAtPowerCut, let disk else { return }
    // Without it less is lost, and the cut itself says what failed.
    try? disk.holdSyncs()
    usleep(20_000)
  }

  /// The power is gone: called when every process of the database is dead, before it starts again.
  ///
  /// Effect: what was not durable vanishes; gives how much that was.
  /// Errors: without a fault that wants it, for then nothing was kept that could be given back.
  @discardableResult
  func cutPower() throws(LinuxError) -> PowerLoss {
    guard losesAtPowerCut else {
      throw LinuxError(
        "drop unsynced writes", on: name.rawValue, detail: "the disk kept no record of them",
        hint: "hold disk.lost-fsync or disk.torn-write on this host before the power goes")
    }
    return try passThroughDisk("drop unsynced writes").cutPower()
  }
}
