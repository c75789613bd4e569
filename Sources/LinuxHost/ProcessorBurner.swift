import Glibc
import Vocabulary

/// Proves a limit of processor time by using what is left of it, for a moment.
///
/// Effect: for at most 0.3 s processes of ours compete for the group's share; a group that is held
///         back by its own load is left alone.
package enum ProcessorBurner {
  /// In how many periods the kernel held the group back while it was watched.
  package static func throttled(in group: ControlGroup) throws(LinuxError) -> Int {
    let start = group.throttledPeriods
    usleep(210_000)
    let own = group.throttledPeriods - start
    if own > 0 { return own }
    // More than the share can feed at once: one thread alone never exceeds one processor.
    let count = min(16, Int(group.processors ?? 0) + 1)
    var burners: [ChildProcess] = []
    // On a busy machine the group may not even get what it is granted, and nothing holds it back.
    try group.favour(true)
    defer {
      try? group.favour(false)
      for burner in burners {
        try? burner.signal(SIGKILL)
        _ = burner.waitBlocking(for: .seconds(2))
      }
    }
    for _ in 0..<count {
      let burner = try ChildProcess.start(Launch("/bin/sh", ["-c", "while :; do :; done"]))
      burners.append(burner)
      try group.add([burner.pid])
    }
    usleep(310_000)
    return group.throttledPeriods - start
  }
}
