import Glibc
import Testing
import Vocabulary

@testable import LinuxHost

/// Victims are children of the test; each suite holds one at a time, as an agent does on a host.
@Suite(.serialized) struct ClockVictimTests {
  private func with(_ body: (TalkingClock, ClockVictim) throws -> Void) throws {
    let clock = try TalkingClock()
    defer { clock.end() }
    try body(clock, try #require(try ClockVictim.find(clock.child.pid)))
  }

  /// Whether it is stopped by a signal, as soon as a busy machine has time for it.
  private func stops(_ pid: Int32) -> Bool {
    for _ in 0..<1_000 where HostProcesses.letter(of: pid) != "T" { usleep(1_000) }
    return HostProcesses.letter(of: pid) == "T"
  }

  private static let minute: Int64 = 60_000_000_000

  @Test("A process that nothing was done to reads the machine's time")
  func control() throws {
    try with { clock, victim in
      #expect(victim.state == .original)
      #expect(victim.shift == nil)
      #expect(try clock.ahead().isOff(by: 0))
      let reading = try #require(try victim.reading())
      #expect(abs(reading.offsetNs) <= reading.errorNs + 100_000)
      #expect(reading.monotonicOffsetNs == 0)
      #expect(victim.state == .original)
    }
  }

  @Test(
    "A step moves all three ways to read the wall clock, in this process alone, until it is undone",
    arguments: [-8760 * 60 * minute, -minute, 10 * minute, 8760 * 60 * minute])
  func step(offset: Int64) throws {
    try with { clock, victim in
      let other = try TalkingClock()
      defer { other.end() }
      try victim.apply(ClockShift(offsetNs: offset))
      #expect(try clock.ahead().isOff(by: Double(offset) / 1e9))
      #expect(try other.ahead().isOff(by: 0))
      let reading = try #require(try victim.reading())
      #expect(abs(reading.offsetNs - offset) <= reading.errorNs + 100_000)
      #expect(abs(reading.dayOffsetNs - offset) <= reading.errorNs + 100_000)
      #expect(reading.monotonicOffsetNs == 0)
      // Another step is one write, and a second finder knows nothing of the first.
      let again = try #require(try ClockVictim.find(clock.child.pid))
      #expect(try again.apply(ClockShift(offsetNs: -offset)) == .zero)
      #expect(try clock.ahead().isOff(by: -Double(offset) / 1e9))
      try again.restore()
      #expect(victim.state == .original)
      #expect(try clock.ahead().isOff(by: 0))
      #expect(try victim.restore() == .zero)
    }
  }

  @Test("A drift gains with time, by itself")
  func drift() throws {
    try with { clock, victim in
      try victim.apply(ClockShift(anchorNs: WallClock.now(), ratePpm: 500_000))
      let first = try #require(try victim.reading())
      usleep(400_000)
      let second = try #require(try victim.reading())
      let gained = Double(second.offsetNs - first.offsetNs) / Double(second.atNs - first.atNs)
      #expect(abs(gained - 0.5) < 0.05)
      #expect(try clock.ahead().wall > 0.15)
    }
  }

  @Test("A strobe is seen forth and back")
  func strobe() throws {
    try with { _, victim in
      let strobe = ClockShift.Strobe(
        deltaNs: Self.minute, periodNs: 40_000_000, startNs: WallClock.now())
      try victim.apply(ClockShift(strobes: [strobe]))
      var seen: Set<Int64> = []
      for _ in 0..<200 where seen.count < 2 {
        let reading = try #require(try victim.reading())
        seen.insert(Int64((Double(reading.offsetNs) / Double(Self.minute)).rounded()))
        usleep(3_000)
      }
      #expect(seen == [0, 1])
    }
  }

  @Test("A forked child inherits the shift, another program does not")
  func inheritance() throws {
    try with { clock, victim in
      try victim.apply(ClockShift(offsetNs: Self.minute))
      #expect(try clock.ahead("f").isOff(by: 60))
      try clock.tell("x")
      #expect(try clock.ahead().isOff(by: 0))
      #expect(victim.state == .gone)
      #expect(try victim.apply(ClockShift(offsetNs: Self.minute)) == .zero)
      let later = try #require(try ClockVictim.find(clock.child.pid))
      #expect(later.state == .original)
    }
  }

  @Test("A process that is stopped by a signal is shifted, read and restored, and stays stopped")
  func stopped() throws {
    try with { clock, victim in
      try clock.child.signal(SIGSTOP)
      #expect(stops(clock.child.pid))
      try victim.apply(ClockShift(offsetNs: Self.minute))
      #expect(stops(clock.child.pid))
      let reading = try #require(try victim.reading())
      #expect(abs(reading.offsetNs - Self.minute) <= reading.errorNs + 100_000)
      #expect(stops(clock.child.pid))
      try clock.child.signal(SIGCONT)
      #expect(try clock.ahead().isOff(by: 60))
    }
  }

  @Test("A process that has ended needs nothing, before and after it was patched")
  func dead() throws {
    try with { clock, victim in
      try victim.apply(ClockShift(offsetNs: Self.minute))
      clock.end()
      try victim.restore()
      try victim.apply(ClockShift(offsetNs: 1))
      #expect(try victim.reading() == nil)
      #expect(victim.state == .gone)
      #expect(try ClockVictim.find(clock.child.pid) == nil)
    }
  }

  @Test("A vDSO that somebody else has changed is not touched")
  func foreign() throws {
    try with { _, victim in
      try victim.memory.write([0xcc], at: victim.start + 0x900)
      #expect(victim.state == .foreign)
      #expect(throws: LinuxError.self) { try victim.apply(ClockShift(offsetNs: 1)) }
      try victim.restore()
      #expect(victim.memory.read(1, at: victim.start + 0x900) == [0xcc])
    }
  }

  @Test("A patch that its maker left half done is completed or taken back", arguments: 0...2)
  func halfDone(jumps: Int) throws {
    try with { clock, victim in
      let image = victim.image
      try victim.memory.write(
        image.bytes(with: ClockShift(offsetNs: Self.minute)),
        at: victim.start + UInt64(image.place))
      for (place, jump) in image.jumps.prefix(jumps) {
        try victim.memory.write(jump, at: victim.start + UInt64(place))
      }
      _ = try clock.ask()
      let other = try #require(try ClockVictim.find(clock.child.pid))
      try other.apply(ClockShift(offsetNs: 2 * Self.minute))
      #expect(try clock.ahead().isOff(by: 120))
      try other.restore()
      #expect(victim.state == .original)
    }
  }

  @Test("A process goes on when the thread that holds it ends without letting go")
  func holderDies() throws {
    try with { clock, victim in
      let isHeld = try OwnThread.run { () throws(LinuxError) -> Bool in
        let held = try StoppedProcess(clock.child.pid, outside: victim.range)
        return held != nil && HostProcesses.letter(of: clock.child.pid) == "t"
      }
      #expect(isHeld)
      #expect(try clock.ahead().isOff(by: 0))
    }
  }

  @Test("A process that reads its clocks all the time, under signals, survives a hundred patches")
  func busy() throws {
    let program = """
      use Time::HiRes qw(clock_gettime setitimer); $SIG{ALRM} = sub { $n++ };
      setitimer(0, 0.001, 0.001); my $last = 0;
      for (;;) {
        my $now = clock_gettime(1); exit 3 if $now < $last; $last = $now;
        my $wall = clock_gettime(0); my $day = Time::HiRes::time(); my $t = time;
        exit 4 if $wall < 1e9 || $day < 1e9 || $t < 1e9;
      }
      """
    let child = try ChildProcess.start(Launch("perl", ["-e", program]))
    defer { try? child.signal(SIGKILL) }
    let victim = try #require(try ClockVictim.find(child.pid))
    for round in 0..<100 {
      try victim.apply(ClockShift(offsetNs: Int64(round) * Self.minute))
      _ = try victim.reading()
      try victim.restore()
      #expect(child.exitStatus == nil)
    }
    #expect(victim.state == .original)
  }

  @Test("A family is found by its lists of children as by everybody's parents")
  func family() throws {
    let shell = try ChildProcess.start(
      Launch("sh", ["-c", "sleep 60 & sh -c 'sleep 60 & wait' & wait"], isSessionLeader: true))
    defer { try? shell.signal(SIGKILL, group: true) }
    for _ in 0..<1_000 where HostProcesses.family(of: shell.pid).count < 4 { usleep(5_000) }
    let found = HostProcesses.family(of: shell.pid)
    #expect(found.count == 4)
    #expect(found.first == shell.pid)
    #expect(Set(found) == Set(HostProcesses.familyByParents(of: shell.pid)))
  }

  @Test(
    "A process whose patching agent is killed at any moment lives, runs, and can be restored",
    arguments: 1...5)
  func patcherKilled(round: Int) async throws {
    let clock = try TalkingClock()
    defer { clock.end() }
    let pid = clock.child.pid
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [pid = pid as Int32, round = round as Int] in
      let victim = try #require(try ClockVictim.find(pid))
      _ = try OwnThread.start {
        usleep(20_000 + UInt32(round) * 1_700)
        kill(getpid(), SIGKILL)
      }
      while true {
        try victim.apply(ClockShift(offsetNs: 60_000_000_000))
        try victim.restore()
      }
    }
    #expect(clock.child.exitStatus == nil)
    let answer = try clock.ahead()
    #expect(answer.isOff(by: 0) || answer.isOff(by: 60))
    let later = try #require(try ClockVictim.find(pid))
    #expect(later.state != .foreign)
    try later.restore()
    #expect(later.state == .original)
    #expect(try clock.ahead().isOff(by: 0))
  }
}
